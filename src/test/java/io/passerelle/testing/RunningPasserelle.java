package io.passerelle.testing;

import io.passerelle.foundation.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A whole Passerelle, with or without its portal, with a database and data of its own, on ports
 * nobody else uses. Stories share the one of {@link PasserelleExtension}; who stops or breaks it
 * starts another.
 */
public final class RunningPasserelle implements AutoCloseable {

    private static final InetAddress GATEWAY = Addresses.of("127.0.0.1");

    private final ConfigurableApplicationContext context;
    private final Path data;
    private final int shift;
    private final int port;

    private RunningPasserelle(
            ConfigurableApplicationContext context, Path data, int shift, int port) {
        this.context = context;
        this.data = data;
        this.shift = shift;
        this.port = port;
    }

    /**
     * Starts one without its portal, on a database of the tests' server unless the settings name
     * another.
     *
     * @param settings further settings, such as {@code --passerelle.simulator.demo=true}
     */
    public static RunningPasserelle start(String... settings) {
        return start(WithoutPortal.class, folder(), withDatabase(settings));
    }

    /** Starts one without its portal, with the database server that it brings along. */
    public static RunningPasserelle startWithItsServer(String... settings) {
        Path data = folder();
        KeptServer.unpackIn(data);
        return start(WithoutPortal.class, data, List.of(settings));
    }

    /** Starts one with its portal; its browser bundle must have been built. */
    public static RunningPasserelle startWithPortal(String... settings) {
        return start(WithPortal.class, folder(), withDatabase(settings));
    }

    private static List<String> withDatabase(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        if (all.stream().noneMatch(setting -> setting.startsWith("--passerelle.store.url="))) {
            all.addAll(TestDatabase.freshAddress().settings());
        }
        return all;
    }

    private static RunningPasserelle start(Class<?> parts, Path data, List<String> settings) {
        int shift = FreePorts.shift();
        List<String> arguments = new ArrayList<>();
        arguments.add("--server.port=0");
        arguments.add("--passerelle.data=" + data);
        arguments.add("--passerelle.gateway.address=" + GATEWAY.getHostAddress());
        arguments.add("--passerelle.gateway.port-shift=" + shift);
        arguments.add("--passerelle.simulator.server-port=" + (shift + 9_000));
        if (settings.stream().noneMatch(s -> s.startsWith("--passerelle.relay.drain"))) {
            arguments.add("--passerelle.relay.drain=1s");
        }
        arguments.add("--logging.threshold.console=WARN");
        arguments.addAll(settings);
        SpringApplication application = new SpringApplicationBuilder(parts).build();
        ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return new RunningPasserelle(context, data, shift, port);
    }

    /** A part of it, for what no actor can do from outside. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Where it keeps its data. */
    public Path data() {
        return data;
    }

    /** Where the API is, without a path. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The socket of a service, given its port in the field. */
    public InetSocketAddress gateway(int fieldPort) {
        return new InetSocketAddress(GATEWAY, fieldPort + shift);
    }

    /** Stops it, as a signal does. */
    public void stop() {
        context.close();
    }

    /** Stops it and forgets its data. */
    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Not below the build folder: PostgreSQL, which never runs as root, must be able to get there.
    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("/var/tmp"), "passerelle-story");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
