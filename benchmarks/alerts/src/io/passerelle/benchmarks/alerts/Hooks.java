package io.passerelle.benchmarks.alerts;

import io.passerelle.accounts.Viewer;
import io.passerelle.benchmarks.scale.Measured;
import io.passerelle.events.EventDraft;
import io.passerelle.events.EventField;
import io.passerelle.events.EventKind;
import io.passerelle.events.Events;
import io.passerelle.events.WebhookDraft;
import io.passerelle.events.Webhooks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import org.jooq.DSLContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/** What an event costs on its way, and how many deliveries a second leave. */
final class Hooks {

    private static final int EVENTS = 2_000;
    private static final int ONE_BY_ONE = 300;
    private static final int BACKLOG = 20_000;
    private static final int BEHIND = 6_000;
    private static final int SINGLE = 200;
    private static final double NO_LIMIT = 1e9;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final Measured measured;
    private final Viewer viewer;
    private final int rounds;
    private final DSLContext dsl;
    private final Events events;
    private final Webhooks webhooks;
    private final SmartLifecycle sender;
    private final UUID customer;
    private int number;

    Hooks(ApplicationContext context, Measured measured, Viewer viewer, int rounds) {
        this.measured = measured;
        this.viewer = viewer;
        this.rounds = rounds;
        this.dsl = context.getBean(DSLContext.class);
        this.events = context.getBean(Events.class);
        this.webhooks = context.getBean(Webhooks.class);
        this.sender = context.getBean("webhookSender", SmartLifecycle.class);
        this.customer =
                dsl.resultQuery("select id from organisation where name = 'Customer 001'")
                        .fetchSingle(0, UUID.class);
    }

    void run() throws Exception {
        dsl.execute("delete from webhook");
        sender.stop();
        told("without a web hook");
        try (var receiver = new Receiver()) {
            webhook(receiver);
            told("with one web hook");
            dsl.execute("delete from webhook");
            for (int hooks : new int[] {1, 16}) {
                delivered(hooks);
            }
            throughOne(receiver);
        }
        refusedOnce();
        refusedForGood();
        ofOneSubject();
        afterAnOutage();
    }

    private EventDraft draft(String subject) {
        return EventKind.SIM_SUSPENDED
                .of(customer, subject, "8933")
                .with(EventField.TO, "SUSPENDED");
    }

    private void webhook(Receiver receiver) {
        webhooks.create(
                viewer,
                new WebhookDraft(
                        customer,
                        "Hook " + number++,
                        receiver.url(),
                        List.of("sim.suspended"),
                        true));
    }

    private void told(String how) throws Exception {
        double[] each = new double[rounds];
        double[] together = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double one = micros(ONE_BY_ONE, () -> publish(ONE_BY_ONE, i -> "card " + i));
            double many = micros(EVENTS, () -> together(EVENTS));
            if (round >= 0) {
                each[round] = one;
                together[round] = many;
            }
        }
        tell("an event in a transaction of its own, " + how, each, "us");
        tell("one of 1,000 events told together, " + how, together, "us");
    }

    private void publish(int many, IntFunction<String> subject) {
        for (int i = 0; i < many; i++) {
            events.publish(draft(subject.apply(i)));
        }
    }

    private void together(int many) {
        for (int from = 0; from < many; from += 1_000) {
            List<EventDraft> drafts = new ArrayList<>();
            for (int i = from; i < Math.min(many, from + 1_000); i++) {
                drafts.add(draft("card " + i));
            }
            events.publish(drafts);
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double micros(int events, Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e3 / events;
    }

    /** To so many web hooks of one customer, which all ask for every event. */
    private void delivered(int hooks) throws Exception {
        List<Receiver> receivers = new ArrayList<>();
        try {
            for (int i = 0; i < hooks; i++) {
                receivers.add(new Receiver());
                webhook(receivers.getLast());
            }
            double[] rates = new double[rounds];
            for (int round = -1; round < rounds; round++) {
                int before = receivers.stream().mapToInt(Receiver::taken).sum();
                int each = EVENTS / hooks;
                together(each);
                double rate = rate(receivers, before, each * hooks);
                if (round >= 0) {
                    rates[round] = rate;
                }
            }
            tell("deliveries to " + hooks + " web hooks", rates, "/s");
        } finally {
            receivers.forEach(Receiver::close);
            dsl.execute("delete from webhook");
        }
    }

    /** Has what waits sent; how many a second were taken. */
    private double rate(List<Receiver> receivers, int before, int many) throws Exception {
        long start = System.nanoTime();
        sender.start();
        while (receivers.stream().mapToInt(Receiver::taken).sum() < before + many) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                break;
            }
            Thread.sleep(1);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        sender.stop();
        return (receivers.stream().mapToInt(Receiver::taken).sum() - before) / seconds;
    }

    private void throughOne(Receiver receiver) throws Exception {
        webhook(receiver);
        sender.start();
        double[] millis = new double[SINGLE];
        for (int i = -10; i < SINGLE; i++) {
            int before = receiver.taken();
            long start = System.nanoTime();
            events.publish(draft("one " + i));
            while (receiver.taken() == before) {
                Thread.onSpinWait();
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        sender.stop();
        tell("an event, told to taken", millis, "ms");
        dsl.execute("delete from webhook");
    }

    /** Every tenth message is refused the first time it comes. */
    private void refusedOnce() throws Exception {
        withBacklog("every tenth refused once, then taken", EVENTS, again -> !again && tenth());
    }

    private void withBacklog(String what, int many, java.util.function.Predicate<Boolean> refusal)
            throws Exception {
        try (var receiver = new Receiver()) {
            receiver.refuses(refusal);
            webhook(receiver);
            together(many);
            double rate = rate(List.of(receiver), 0, many);
            one(what, rate, "/s");
            one(what + ": attempts for each", (double) receiver.asked() / many, "x");
        }
        dsl.execute("delete from webhook");
    }

    private static boolean tenth() {
        return ThreadLocalRandom.current().nextInt(10) == 0;
    }

    /** A few messages that are never taken; the others go on. */
    private void refusedForGood() throws Exception {
        try (var receiver = new Receiver()) {
            receiver.refuses(again -> true);
            webhook(receiver);
            publish(3, i -> "refused " + i);
            publish(BEHIND, i -> "refused " + i % 3);
            sender.start();
            Thread.sleep(3_000);
            sender.stop();
            int refused = receiver.asked();
            receiver.refuses(again -> again); // what came before is refused again
            together(EVENTS);
            double rate = rate(List.of(receiver), 0, EVENTS);
            one("while three are refused, with " + BEHIND + " behind them", rate, "/s");
            one("attempts at those three", receiver.asked() - receiver.taken() - refused, "");
        }
        dsl.execute("delete from webhook");
    }

    /** They are sent one after the other. */
    private void ofOneSubject() throws Exception {
        try (var receiver = new Receiver()) {
            webhook(receiver);
            publish(EVENTS, i -> "the same");
            one("of one subject, in order", rate(List.of(receiver), 0, EVENTS), "/s");
        }
        dsl.execute("delete from webhook");
    }

    /** What gathered while the target was away. */
    private void afterAnOutage() throws Exception {
        try (var receiver = new Receiver()) {
            webhook(receiver);
            publish(BACKLOG, i -> "card " + i % 1_000);
            one(
                    BACKLOG + " that gathered, of 1,000 subjects",
                    rate(List.of(receiver), 0, BACKLOG),
                    "/s");
        }
        dsl.execute("delete from webhook");
    }

    private void one(String what, double value, String unit) throws Exception {
        measured.tell("events", what, value, value, unit, NO_LIMIT);
    }

    private void tell(String what, double[] values, String unit) throws Exception {
        Arrays.sort(values);
        double worst = unit.equals("/s") ? values[0] : values[values.length - 1];
        measured.tell("events", what, values[values.length / 2], worst, unit, NO_LIMIT);
    }
}
