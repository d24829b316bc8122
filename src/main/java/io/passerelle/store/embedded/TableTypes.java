package io.passerelle.store.embedded;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;
import org.slf4j.LoggerFactory;

/**
 * Build step: writes the typed tables ({@code io.passerelle.store.db}) from the real migrations,
 * run on a real PostgreSQL. Does nothing while the migrations are those of the last run.
 */
public final class TableTypes {

    private TableTypes() {}

    /**
     * Generates.
     *
     * @param arguments the folder of the migrations; the folder to write into
     */
    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        Path migrations = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        Path stamp = target.resolve("migrations.sha256");
        String fingerprint = fingerprint(migrations);
        if (Files.exists(stamp) && Files.readString(stamp).equals(fingerprint)) {
            return;
        }
        generate(migrations, target);
        Files.writeString(stamp, fingerprint);
    }

    private static void generate(Path migrations, Path target) throws Exception {
        // Not below the build folder: an unprivileged server must be able to reach it.
        Path home = Files.createTempDirectory(Path.of("/var/tmp"), "passerelle-types");
        try (PostgresServer server = PostgresServer.startIn(home)) {
            Flyway.configure()
                    .dataSource(server.url(), server.user(), server.password())
                    .locations("filesystem:" + migrations)
                    .load()
                    .migrate();
            GenerationTool.generate(configuration(server, target));
        } finally {
            deleteTree(home);
        }
    }

    private static Configuration configuration(PostgresServer server, Path target) {
        return new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(
                        new Jdbc()
                                .withUrl(server.url())
                                .withUser(server.user())
                                .withPassword(server.password()))
                .withGenerator(
                        new Generator()
                                .withDatabase(
                                        new Database()
                                                .withInputSchema("public")
                                                .withOutputSchemaToDefault(true)
                                                .withExcludes(
                                                        "flyway_.*|stamp_change|announce_change|first_id_of|moment_of|.*_parts"
                                                                + "|begin_activity|end_activity|move_activity|.*_edges")
                                                .withForcedTypes(
                                                        List.of(
                                                                new ForcedType()
                                                                        .withName("INSTANT")
                                                                        .withIncludeTypes(
                                                                                "timestamp.*zone.*"),
                                                                new ForcedType()
                                                                        .withName("BIGINT")
                                                                        .withIncludeTypes("xid8"),
                                                                bound(
                                                                        "java.net.InetAddress",
                                                                        "InetBinding",
                                                                        "inet"),
                                                                bound(
                                                                        "io.passerelle.foundation.Cidr",
                                                                        "CidrBinding",
                                                                        "cidr"))))
                                .withGenerate(
                                        new Generate()
                                                .withRecords(true)
                                                .withPojos(false)
                                                .withDaos(false)
                                                .withJavaTimeTypes(true)
                                                .withGlobalObjectReferences(true)
                                                .withImplicitJoinPathsToMany(false))
                                .withTarget(
                                        new Target()
                                                .withPackageName("io.passerelle.store.db")
                                                .withDirectory(target.toString())));
    }

    private static ForcedType bound(String type, String binding, String column) {
        return new ForcedType()
                .withUserType(type)
                .withBinding("io.passerelle.store." + binding)
                .withIncludeTypes(column);
    }

    private static String fingerprint(Path migrations) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.list(migrations)) {
            for (Path file : files.sorted().toList()) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
