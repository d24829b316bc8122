package io.passerelle;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySources;

/**
 * Finds keys that are set but that nobody reads: spelling mistakes, which would otherwise leave a
 * default in force without a word.
 */
final class UnknownSettings {

    private static final String PREFIX = "passerelle.";

    /** Read by the database launcher itself, before and without any application. */
    private static final Set<String> OF_THE_JVM = Set.of("passerelle.postgres.uid");

    private final Set<String> known;

    /**
     * @param known the keys somebody asked for
     */
    UnknownSettings(Set<String> known) {
        this.known =
                java.util.stream.Stream.concat(known.stream(), OF_THE_JVM.stream())
                        .map(UnknownSettings::canonical)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** One line per unknown key. Values are not repeated: they may be secrets. */
    List<String> in(PropertySources sources) {
        Set<String> unknown = new TreeSet<>();
        sources.stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source ->
                        List.of(((EnumerablePropertySource<?>) source).getPropertyNames()).stream())
                .filter(name -> canonical(name).startsWith(canonical(PREFIX)))
                .filter(name -> !known.contains(canonical(name)))
                .forEach(unknown::add);
        return unknown.stream().map(name -> name + ": there is no such setting").toList();
    }

    /** The way the environment spells a key: PASSERELLE_GATEWAY_PORT_SHIFT. */
    private static String canonical(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
