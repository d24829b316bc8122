package io.passerelle.events;

import io.passerelle.foundation.FieldError;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a web hook's address may be. */
@Component
class WebhookTargets {

    private static final int URL_AT_MOST = 500;

    private final WebhookGuard guard;
    private final WebhookSettings settings;
    private final NameLookUps names;

    WebhookTargets(WebhookGuard guard, WebhookSettings settings, NameLookUps names) {
        this.guard = guard;
        this.settings = settings;
        this.names = names;
    }

    /**
     * What is wrong with an address; empty when nothing is. Looks its name up, which may take
     * seconds: never within a transaction, whose connection others wait for. A name that leads to
     * no address now may do so later, and is looked at again at every dial.
     */
    Optional<FieldError> problem(UUID organisationId, String url) {
        if (url.isEmpty()) {
            return Optional.of(FieldError.of("url", "required"));
        }
        if (url.length() > URL_AT_MOST) {
            return Optional.of(FieldError.of("url", "too.long", URL_AT_MOST));
        }
        Optional<URI> target = parse(url);
        if (target.isEmpty()) {
            return Optional.of(
                    FieldError.of("url", settings.allowHttp() ? "webhook.url.any" : "webhook.url"));
        }
        String host = host(target.get());
        return switch (names.of(host)) {
            case NameLookUps.Answer.Found(List<InetAddress> found) ->
                    found.stream()
                            .filter(address -> !guard.allows(organisationId, address))
                            .findFirst()
                            .map(address ->
                                    FieldError.of(
                                            "url", "webhook.internal", address.getHostAddress()));
            case NameLookUps.Answer.Late ignored ->
                    Optional.of(FieldError.of("url", "webhook.name.late", host));
            case NameLookUps.Answer.Busy ignored ->
                    Optional.of(FieldError.of("url", "webhook.name.busy"));
        };
    }

    /** The address, when it is one this node may send to. */
    Optional<URI> parse(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean known = scheme.equals("https") || scheme.equals("http") && settings.allowHttp();
            boolean plain =
                    uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && uri.getRawFragment() == null
                            && uri.getPort() != 0
                            && uri.getPort() <= 65_535
                            && url.chars().allMatch(c -> c > ' ' && c < 127);
            return known && plain ? Optional.of(uri) : Optional.empty();
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The host of an address, without the brackets of IPv6. */
    static String host(URI uri) {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /**
     * Where an address leads, for what is kept of it: scheme, host and port. Path and query may
     * carry secrets.
     */
    static String place(String url) {
        try {
            URI uri = new URI(url);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getScheme() + "://" + uri.getHost() + port;
        } catch (java.net.URISyntaxException e) {
            return "";
        }
    }

    /** The addresses of a host that may be dialled for an organisation, in order. */
    List<InetAddress> allowed(UUID organisationId, List<InetAddress> addresses) {
        return addresses.stream().filter(a -> guard.allows(organisationId, a)).toList();
    }
}
