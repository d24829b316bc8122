package io.passerelle.nodes;

import io.passerelle.foundation.SettingsReader;

/**
 * What this node says of itself.
 *
 * @param portalUrl where people and programs reach this node; empty when it is not told
 */
public record NodeSettings(String portalUrl) {

    /** Reads {@code passerelle.portal.url}, which {@code WebSettings} judges. */
    public static NodeSettings read(SettingsReader settings) {
        return new NodeSettings(settings.text("passerelle.portal.url", ""));
    }
}
