package io.passerelle.portal;

import com.vaadin.flow.component.Component;
import java.util.UUID;
import java.util.function.Function;

/**
 * A part a feature brings, as a bean, to wherever all there is to know of one SIM card is shown.
 *
 * @param order its place, smallest first
 * @param title the bundle key of what stands above it
 * @param make makes the part of a card the viewer sees; called when it is shown, with the page's
 *     lock, not before
 */
public record CardSection(int order, String title, Function<UUID, Component> make) {}
