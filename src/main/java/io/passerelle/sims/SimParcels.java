package io.passerelle.sims;

import io.passerelle.foundation.Refused;
import io.passerelle.sims.store.SimStore;
import io.passerelle.sims.wire.TextLines;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cards that reach a customer by order (M2M-4): a parcel's file brings them in as {@link
 * SimStatus#ORDERED}, its delivery makes them {@link SimStatus#ACTIVATABLE}. Who may do that, and
 * when, is for the order to say.
 */
@Service
public class SimParcels {

    private static final int AT_ONCE = 2;

    private final SimStaging staging;
    private final SimStore store;
    private final Semaphore running = new Semaphore(AT_ONCE);

    SimParcels(SimStaging staging, SimStore store) {
        this.staging = staging;
        this.store = store;
    }

    /**
     * What a parcel holds.
     *
     * @param organisationId whose cards they become
     * @param group the name of one of that organisation's groups; empty for its default group
     * @param operator the mobile operator
     * @param most how many cards it may hold
     */
    public record Parcel(UUID organisationId, String group, String operator, long most) {}

    /** Tells what the file would do; keeps nothing. Not within a transaction. */
    public ImportReport check(Parcel parcel, InputStream file) {
        return run(parcel, file, true, cards -> {});
    }

    /**
     * Brings the cards of a file in: all of them or none.
     *
     * @param taken given the cards in the transaction that keeps them; what it throws undoes it
     * @throws Refused while two other parcels are read
     */
    public ImportReport take(Parcel parcel, InputStream file, Consumer<List<UUID>> taken) {
        return run(parcel, file, false, taken);
    }

    private ImportReport run(
            Parcel parcel, InputStream file, boolean dryRun, Consumer<List<UUID>> taken) {
        if (!running.tryAcquire()) {
            throw Refused.field("file", "import.busy");
        }
        try {
            return staging.within(
                    !dryRun,
                    batch -> {
                        var content =
                                new SimContent(
                                        batch,
                                        parcel.organisationId(),
                                        SimFileRules.parcel(parcel));
                        ImportReport report =
                                new ImportRun(content, dryRun, progress -> {})
                                        .report(new TextLines(file));
                        if (report.imported()) {
                            taken.accept(batch.written());
                        }
                        return report;
                    });
        } finally {
            running.release();
        }
    }

    /**
     * The cards have arrived: those that are still ordered can be activated now.
     *
     * @return how many can
     */
    @Transactional
    public int delivered(Collection<UUID> cards) {
        return store.delivered(cards);
    }
}
