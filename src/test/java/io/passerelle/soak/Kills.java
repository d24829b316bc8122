package io.passerelle.soak;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Kills processes the way nothing can be prepared for. */
public final class Kills {

    private static final int GONE_WITHIN = 300;

    private final Gateway gateway;
    private int ofGateway;
    private int ofDatabase;

    /** Whose processes these are. */
    public Kills(Gateway gateway) {
        this.gateway = gateway;
    }

    /** kill -9 of Passerelle; it is started again and serves when this returns. */
    public void gateway() throws IOException, InterruptedException {
        ofGateway++;
        gateway.kill();
        gateway.start();
        gateway.awaitReady();
    }

    /** kill -9 of Passerelle, and again while it starts; it serves when this returns. */
    public void whileStarting() throws IOException, InterruptedException {
        ofGateway += 2;
        gateway.kill();
        gateway.start();
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(500, 6_000));
        gateway.kill();
        gateway.start();
        gateway.awaitReady();
    }

    /** kill -9 of PostgreSQL's first process; Passerelle has it back when this returns. */
    public void database() throws IOException, InterruptedException {
        ofDatabase++;
        ProcessHandle before = gateway.postgres().orElseThrow(() -> new IOException("no database"));
        before.destroyForcibly();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(GONE_WITHIN);
        while (gateway.postgres().filter(now -> now.pid() != before.pid()).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new IOException("PostgreSQL does not come back:\n" + gateway.said());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** kill -9 of both in one moment; Passerelle serves when this returns. */
    public void both() throws IOException, InterruptedException {
        ofGateway++;
        ofDatabase++;
        gateway.postgres().ifPresent(ProcessHandle::destroyForcibly);
        gateway.kill();
        gateway.start();
        gateway.awaitReady();
    }

    /** One of these. */
    void any() throws IOException, InterruptedException {
        switch (ThreadLocalRandom.current().nextInt(8)) {
            case 0, 1 -> database();
            case 2 -> both();
            case 3 -> whileStarting();
            default -> gateway();
        }
    }

    /** How many processes were killed. */
    public int count() {
        return ofGateway + ofDatabase;
    }

    @Override
    public String toString() {
        return "killed Passerelle %d and PostgreSQL %d times".formatted(ofGateway, ofDatabase);
    }
}
