package io.passerelle.diagnosis.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.passerelle.diagnosis.Actor;
import io.passerelle.diagnosis.Diagnosis;
import io.passerelle.diagnosis.Finding;
import io.passerelle.diagnosis.Phrase;
import io.passerelle.diagnosis.Speech;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Tone;
import java.util.ArrayList;
import java.util.List;

/** Why it does not work, and what to do about it; that it works, and by what that is known. */
final class DiagnosisCard extends Card<DiagnosisCard.Shown> {

    private static final String WORDS = "diagnosis.card";

    private final Kit kit;
    private final Speech speech;

    /** A diagnosis without the moment it was made at. */
    record Shown(Finding answer, List<Finding> others) {

        static Shown of(Diagnosis diagnosis) {
            return new Shown(diagnosis.answer(), diagnosis.others());
        }
    }

    DiagnosisCard(Kit kit, Speech speech) {
        super("diagnosis");
        this.kit = kit;
        this.speech = speech;
        addClassName("diagnosis");
        getElement().setAttribute("aria-live", "polite");
    }

    @Override
    List<Component> parts(Shown now) {
        Finding answer = now.answer();
        Div parts = new Div(head(answer), paragraph("why", answer.why()), todo(answer));
        parts.addClassName("answer");
        List<Component> all = new ArrayList<>(List.of(parts));
        if (!answer.evidence().isEmpty()) {
            Div evidence =
                    new Div(
                            new H4(Texts.text(WORDS + ".evidence")),
                            new EventList(answer.evidence(), speech, kit.times()));
            evidence.addClassName("evidence");
            all.add(evidence);
        }
        if (!now.others().isEmpty()) {
            all.add(others(now.others()));
        }
        return all;
    }

    private Component head(Finding answer) {
        Span badge = badge(answer);
        badge.setId("sim-file-diagnosis-verdict");
        Span title = new Span(speech.say(answer.title()));
        title.setId("sim-file-diagnosis-title");
        title.addClassName("said");
        Div head = new Div(badge, title);
        head.addClassName("verdict");
        return head;
    }

    private static Span badge(Finding answer) {
        if (answer.stops()) {
            return Badges.of(Texts.text(WORDS + ".stops"), Tone.BAD);
        }
        if (answer.actor() != Actor.NOBODY) {
            return Badges.of(Texts.text(WORDS + ".hinders"), Tone.WARN);
        }
        return answer.isUnseen()
                ? Badges.of(Texts.text(WORDS + ".unseen"), Tone.INFO)
                : Badges.of(Texts.text(WORDS + ".works"), Tone.GOOD);
    }

    private Component paragraph(String style, Phrase words) {
        Paragraph paragraph = new Paragraph(speech.say(words));
        paragraph.addClassName(style);
        return paragraph;
    }

    private Component todo(Finding finding) {
        if (finding.actor() == Actor.NOBODY && !finding.isUnseen()) {
            return new Span();
        }
        Span head = new Span(Texts.text(WORDS + ".todo"));
        head.addClassName("strong");
        Span who = new Span(Texts.text("diagnosis.actor", finding.actor()));
        who.addClassName("muted");
        Div todo = new Div(new Div(head, who), new Span(speech.say(finding.todo())));
        todo.addClassName("todo");
        return todo;
    }

    private Component others(List<Finding> findings) {
        UnorderedList list = new UnorderedList();
        for (Finding finding : findings) {
            NativeDetails more = new NativeDetails(speech.say(finding.title()));
            Div content = new Div(paragraph("why", finding.why()), todo(finding));
            if (!finding.evidence().isEmpty()) {
                content.add(new EventList(finding.evidence(), speech, kit.times()));
            }
            more.setContent(content);
            list.add(new ListItem(more));
        }
        Div others = new Div(new H4(Texts.text(WORDS + ".others")), list);
        others.addClassName("others");
        return others;
    }
}
