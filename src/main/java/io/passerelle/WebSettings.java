package io.passerelle;

import io.passerelle.foundation.SettingsReader;
import java.net.InetAddress;

/**
 * Where people and programs reach the portal and the API.
 *
 * @param address the address Passerelle listens on: 127.0.0.1 unless set, because a proxy with a
 *     certificate belongs in front
 * @param port 0 (any free one) to 65535
 * @param url the address people type, shown at start and written in links; made from the two others
 *     unless set
 */
record WebSettings(InetAddress address, int port, String url) {

    /** Reads {@code server.address}, {@code server.port} and {@code passerelle.portal.url}. */
    static WebSettings read(SettingsReader settings) {
        InetAddress address = settings.address("server.address", "127.0.0.1");
        int port = settings.integer("server.port", 8080, 0, 65_535);
        String url =
                settings.text("passerelle.portal.url", "http://" + shown(address) + ":" + port);
        if (!url.matches("https?://[^/\\s]+")) {
            settings.refuse(
                    "passerelle.portal.url", "must be like https://portal.example, without a path");
        }
        return new WebSettings(address, port, url);
    }

    private static String shown(InetAddress address) {
        if (address.isAnyLocalAddress()) {
            return "localhost";
        }
        String text = address.getHostAddress();
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }
}
