package io.passerelle;

import io.passerelle.foundation.Reloadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;

/**
 * Reads the settings again while everything runs, as {@code systemctl reload} asks for. Settings
 * with anything wrong in them change nothing; the ones in force stay. What only a restart changes
 * is said. No connection is touched.
 */
@Component
final class SettingsReload {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsReload.class);
    private static final Bindable<Map<String, LogLevel>> LEVELS =
            Bindable.mapOf(String.class, LogLevel.class);

    private final ConfigurableEnvironment environment;
    private final List<Reloadable<?>> reloadables;
    private final LoggingSystem logging;
    private Map<String, String> inForce;
    private Map<String, LogLevel> levels;

    SettingsReload(ConfigurableEnvironment environment, List<Reloadable<?>> reloadables) {
        this.environment = environment;
        this.reloadables = reloadables;
        this.logging = LoggingSystem.get(SettingsReload.class.getClassLoader());
        this.inForce = SettingsAtStart.values(environment);
        this.levels = levels(environment);
    }

    /**
     * What a reload came to.
     *
     * @param applied the keys whose new values are in force
     * @param needRestart the keys whose new values are not, before a restart
     * @param problems why nothing has changed; empty when it was not refused
     */
    record Outcome(Set<String> applied, Set<String> needRestart, List<String> problems) {

        private static Outcome refused(List<String> problems) {
            return new Outcome(Set.of(), Set.of(), problems);
        }
    }

    /** Reads the settings again, and puts in force what can be. */
    synchronized Outcome reload() {
        Outcome outcome;
        try {
            outcome = judge(again());
        } catch (RuntimeException | StackOverflowError e) { // a list that contains itself
            outcome = Outcome.refused(List.of(unreadable(e)));
        }
        if (outcome.problems().isEmpty()) {
            LOG.atInfo().addKeyValue("applied", outcome.applied()).log("Settings reloaded");
            if (!outcome.needRestart().isEmpty()) {
                LOG.atWarn()
                        .addKeyValue("need_restart", outcome.needRestart())
                        .log("Settings have changed that take effect at the next start only");
            }
        } else {
            LOG.atError()
                    .addKeyValue("problems", outcome.problems())
                    .log("Settings not reloaded, the old ones stay in force");
        }
        return outcome;
    }

    private Outcome judge(ConfigurableEnvironment next) {
        List<Record> records;
        Map<String, LogLevel> nextLevels;
        try {
            records = SettingsAtStart.read(next);
            nextLevels = levels(next);
        } catch (SettingsRefused refused) {
            return Outcome.refused(refused.problems());
        } catch (BindException e) {
            return Outcome.refused(List.of(e.getName() + ": must be a log level"));
        }
        List<String> problems = new ArrayList<>();
        List<Runnable> steps = new ArrayList<>();
        for (Reloadable<?> reloadable : reloadables) {
            try {
                steps.add(prepare(reloadable, records));
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (!problems.isEmpty()) {
            return Outcome.refused(problems);
        }
        Outcome outcome = compared(SettingsAtStart.values(next), nextLevels);
        steps.forEach(Runnable::run);
        apply(nextLevels);
        return outcome;
    }

    private Outcome compared(Map<String, String> next, Map<String, LogLevel> nextLevels) {
        Set<String> applied = new TreeSet<>();
        Set<String> needRestart = new TreeSet<>();
        Map<String, String> known = new HashMap<>(inForce);
        for (String key : differing(inForce, next)) {
            if (reloadables.stream().anyMatch(reloadable -> reloadable.takes(key))) {
                applied.add(key);
                known.remove(key);
                String value = next.get(key);
                if (value != null) {
                    known.put(key, value);
                }
            } else {
                needRestart.add(key);
            }
        }
        differing(levels, nextLevels).forEach(name -> applied.add("logging.level." + name));
        inForce = known;
        return new Outcome(applied, needRestart, List.of());
    }

    private void apply(Map<String, LogLevel> next) {
        for (String name : differing(levels, next)) {
            logging.setLogLevel(
                    name.equalsIgnoreCase("root") ? LoggingSystem.ROOT_LOGGER_NAME : name,
                    next.get(name));
        }
        levels = next;
    }

    /** The same arguments and environment variables, with the files as they are now. */
    private ConfigurableEnvironment again() {
        var next = new StandardEnvironment();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof CommandLinePropertySource<?>) {
                next.getPropertySources().addFirst(source);
            }
        }
        ConfigDataEnvironmentPostProcessor.applyTo(next);
        return next;
    }

    private static <R extends Record> Runnable prepare(
            Reloadable<R> reloadable, List<Record> records) {
        return records.stream()
                .filter(reloadable.type()::isInstance)
                .map(reloadable.type()::cast)
                .findFirst()
                .map(reloadable::prepare)
                .orElseThrow();
    }

    /** A file that is no YAML, or is gone. The first line only: the others quote the file. */
    private static String unreadable(Throwable failure) {
        String message = Objects.toString(failure.getMessage(), "");
        return failure.getClass().getSimpleName()
                + ": "
                + message.lines().findFirst().orElse("").strip();
    }

    private static Map<String, LogLevel> levels(ConfigurableEnvironment environment) {
        return Binder.get(environment).bind("logging.level", LEVELS).orElseGet(Map::of);
    }

    private static <V> Set<String> differing(Map<String, V> before, Map<String, V> next) {
        return Stream.concat(before.keySet().stream(), next.keySet().stream())
                .filter(key -> !Objects.equals(before.get(key), next.get(key)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
