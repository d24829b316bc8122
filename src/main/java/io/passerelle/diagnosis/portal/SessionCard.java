package io.passerelle.diagnosis.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Right;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Bytes;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.sessions.Session;
import io.passerelle.sessions.portal.SessionWords;
import io.passerelle.sims.portal.SimWords;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Its open sessions; without one, how the last one ended. */
final class SessionCard extends Card<SessionCard.Shown> {

    private static final String SESSION = "sessions.details";

    private final Kit kit;
    private final SimFileServices services;

    /** What is known of its sessions. */
    record Shown(UUID simId, List<Session> open, List<Session> ended) {}

    SessionCard(Kit kit, SimFileServices services) {
        super("session");
        this.kit = kit;
        this.services = services;
    }

    @Override
    List<Component> parts(Shown now) {
        List<Component> parts = new ArrayList<>();
        now.open().forEach(session -> parts.addAll(open(session)));
        if (now.open().isEmpty()) {
            parts.add(nothing(now.ended().isEmpty() ? "session.never" : "session.none"));
            now.ended().stream().findFirst().ifPresent(last -> parts.addAll(ended(last)));
        }
        if (!now.open().isEmpty() || !now.ended().isEmpty()) {
            parts.add(all("session.all", "sessions?tab=history&simId=" + now.simId()));
        }
        return parts;
    }

    private List<Component> open(Session session) {
        List<Component> parts = new ArrayList<>();
        parts.add(verdict(session, "since"));
        parts.add(flow(session));
        parts.add(facts(session));
        if (kit.viewer().has(Right.MANAGE_SIMS)) {
            Button cut =
                    new Button(text("disconnect"), VaadinIcon.UNLINK.create(), c -> ask(session));
            cut.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.ERROR);
            cut.setId("sim-file-disconnect");
            parts.add(cut);
        }
        return parts;
    }

    private List<Component> ended(Session session) {
        return List.of(verdict(session, "lasted"), flow(session), facts(session));
    }

    private static Component verdict(Session session, String key) {
        Div verdict =
                new Div(
                        Badges.of(SessionWords.state(session)),
                        new Span(Texts.text(SESSION + "." + key, SessionWords.duration(session))));
        verdict.addClassName("verdict");
        return verdict;
    }

    private static Component flow(Session session) {
        Div flow =
                new Div(
                        amount(session.octetsIn(), "in", session.packetsIn()),
                        amount(session.octetsOut(), "out", session.packetsOut()));
        flow.addClassName("flow");
        return flow;
    }

    private static Div amount(long bytes, String key, long packets) {
        Span amount = new Span(Bytes.text(bytes));
        amount.addClassName("amount");
        Span words = new Span(Texts.text(SESSION + "." + key, packets));
        words.addClassName("what");
        return new Div(amount, words);
    }

    private Component facts(Session session) {
        Times times = kit.times();
        return new Facts(SESSION)
                .fact("address", SimWords.address(session.address()))
                .fact("accessPoint", Cell.mono(session.accessPoint()))
                .fact("nas", Cell.of(session.nasName()))
                .fact("nasAddress", SimWords.address(session.nasAddress()))
                .fact("startedAt", times.cell(session.startedAt()))
                .fact("lastAt", times.cell(session.lastAt()))
                .fact("endedAt", times.cell(session.endedAt()))
                .fact("cause", SessionWords.cause(session))
                .fact("imeisv", Cell.mono(session.imeisv()))
                .fact("radio", Cell.of(session.radio()))
                .fact("visitedNetwork", Cell.mono(session.visitedNetwork()));
    }

    private void ask(Session session) {
        Confirm.ask(
                Texts.text("sessions.sessions.disconnect.title"),
                Texts.text("sessions.sessions.disconnect.question", session.iccid()),
                () -> {
                    services.disconnects().ask(kit.viewer(), session.id());
                    Notices.done(Texts.text("sessions.sessions.disconnect.asked", session.iccid()));
                });
    }
}
