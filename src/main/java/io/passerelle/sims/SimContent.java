package io.passerelle.sims;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A file of SIM cards, on its way into one organisation. */
final class SimContent implements ImportContent {

    private final SimStaging.Batch batch;
    private final UUID organisation;
    private final SimFileRules rules;
    private @Nullable SimLineReader reader;

    SimContent(SimStaging.Batch batch, UUID organisation, SimFileRules rules) {
        this.batch = batch;
        this.organisation = organisation;
        this.rules = rules;
    }

    @Override
    public Optional<Character> header(String text, long number, ProblemList problems) {
        Optional<SimHeader> header = SimHeader.read(text, number, rules.columns(), problems);
        header.ifPresent(read -> reader = new SimLineReader(read, rules, problems));
        return header.map(SimHeader::separator);
    }

    @Override
    public long mostLines() {
        return rules.mostLines();
    }

    @Override
    public String tooMany() {
        return rules.tooMany();
    }

    @Override
    public boolean line(List<String> fields, long number, ProblemList problems) {
        Optional<SimLine> card = Objects.requireNonNull(reader).read(number, fields);
        card.ifPresent(batch::add);
        return card.isPresent();
    }

    @Override
    public long compare(ProblemList problems) {
        return batch.compare(organisation, problems);
    }

    @Override
    public void write(LongConsumer progress) {
        batch.write(organisation, progress);
    }
}
