package io.passerelle.portal;

import com.vaadin.flow.component.Component;
import io.passerelle.accounts.Viewer;
import java.util.function.ToIntFunction;

/**
 * A number beside a page's name in the menu, as a bean: how much waits there for somebody.
 *
 * @param view the page
 * @param topic the live topic that tells that the number may have changed
 * @param count for one viewer; 0 shows nothing. Asked when a page opens and at changes: it must be
 *     quick
 */
public record MenuCount(
        Class<? extends Component> view, String topic, ToIntFunction<Viewer> count) {}
