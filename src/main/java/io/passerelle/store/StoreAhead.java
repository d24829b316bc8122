package io.passerelle.store;

import io.passerelle.store.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The store as far as it needs nothing but its settings: the hold on the data folder, the server,
 * and tables as this release knows them. It is made ready on a thread of its own from the moment
 * the settings are known, while the application is still being put together, which keeps one
 * processor busy for seconds.
 *
 * <p>Whoever began it closes it, after everything that uses the store.
 */
public final class StoreAhead implements AutoCloseable {

    private final StoreSettings settings;
    private final CompletableFuture<@Nullable Opened> opened = new CompletableFuture<>();
    private final Thread opener =
            Thread.ofPlatform().daemon().name("store-ahead").unstarted(this::open);

    /**
     * What there is once it is ready.
     *
     * @param server null when there is one of one's own
     */
    record Opened(
            DataClaim claim,
            NodeIdentity node,
            @Nullable PostgresServer server,
            ServerAddress address)
            implements AutoCloseable {

        @Override
        public void close() {
            try {
                if (server != null) {
                    server.close();
                }
            } finally {
                release(claim);
            }
        }
    }

    private StoreAhead(StoreSettings settings) {
        this.settings = settings;
    }

    /** Begins; returns at once. */
    public static StoreAhead begin(StoreSettings settings) {
        var ahead = new StoreAhead(settings);
        ahead.opener.start();
        return ahead;
    }

    private void open() {
        try {
            opened.complete(claimed(settings));
        } catch (Exception | Error e) {
            opened.completeExceptionally(e);
        }
    }

    private static Opened claimed(StoreSettings settings) throws IOException {
        DataClaim claim = DataClaim.on(settings.data());
        try {
            return served(settings, claim);
        } catch (Exception | Error e) {
            release(claim);
            throw e;
        }
    }

    private static Opened served(StoreSettings settings, DataClaim claim) throws IOException {
        NodeIdentity node = NodeIdentity.keptIn(settings.data());
        String url = settings.url();
        PostgresServer server = url == null ? PostgresServer.startIn(settings.data()) : null;
        ServerAddress address =
                server == null
                        ? new ServerAddress(
                                String.valueOf(url), settings.user(), settings.password(), node)
                        : new ServerAddress(server.url(), server.user(), server.password(), node);
        var all = new Opened(claim, node, server, address);
        try {
            new StoreStart(address, settings).await();
            migrate(address);
            return all;
        } catch (RuntimeException | Error e) {
            if (server != null) {
                server.close();
            }
            throw e;
        }
    }

    /** A migration may take as long as it needs: it has a connection without our limits. */
    private static void migrate(ServerAddress server) {
        Flyway.configure()
                .dataSource(server.url(), server.user(), server.password())
                .load()
                .migrate();
    }

    /**
     * Waits until it is ready.
     *
     * @throws RuntimeException why it is not: {@link DataInUse}, {@link StoreMissing} or what a
     *     migration says
     */
    Opened await() {
        while (true) {
            try {
                return Objects.requireNonNull(opened.get(1, TimeUnit.SECONDS));
            } catch (TimeoutException again) {
                // in steps: whoever waits without end is taken for stuck when the process is told
                // to stop, and nothing would be closed in order
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the start was interrupted", e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(e.getCause());
            }
        }
    }

    /**
     * Queries over connections of no pool, of those that journals and snapshots have; waits until
     * it is ready.
     */
    public DSLContext snapshots() {
        return DSL.using(
                new ServerConnections(await().address(), StoreLimits.keepers(settings.patience())),
                SQLDialect.POSTGRES);
    }

    @Override
    public void close() {
        if (!opened.isDone()) {
            opener.interrupt(); // it need not wait for a server any longer
        }
        Opened all = opened.exceptionally(failure -> null).join(); // what failed closed itself
        if (all != null) {
            all.close();
        }
    }

    private static void release(DataClaim claim) {
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
