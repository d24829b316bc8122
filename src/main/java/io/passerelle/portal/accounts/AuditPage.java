package io.passerelle.portal.accounts;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Audit;
import io.passerelle.accounts.AuditEntry;
import io.passerelle.accounts.AuditLine;
import io.passerelle.accounts.Organisations;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.portal.Tone;
import jakarta.annotation.security.PermitAll;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Who changed what, from where, before and after; and every refused attempt (ACC-7). */
@Route("audit")
@PermitAll
class AuditPage extends ListPage {

    static final String NAME = "accounts.audit";

    private final Audit audit;
    private final Organisations organisations;
    private final AuditWords words;
    private final AuditChanges changes;

    AuditPage(
            Kit kit, Audit audit, Organisations organisations, AuditWords words, JsonMapper json) {
        super(kit, NAME);
        this.audit = audit;
        this.organisations = organisations;
        this.words = words;
        this.changes = new AuditChanges(kit.times(), words, json);
        show(list(kit.times(), audit));
    }

    private ListDefinition<AuditLine> list(Times times, Audit audit) {
        return ListDefinition.of(NAME, audit.listing(), line -> line.entry().id())
                .column(
                        Column.<AuditLine>of("at", line -> times.cell(line.entry().at()))
                                .sortable()
                                .narrow()
                                .exportedAs(line -> times.exported(line.entry().at()))
                                .wide("11.4em", 0))
                .column(
                        Column.<AuditLine>text("login", line -> line.entry().login())
                                .sortable()
                                .narrow()
                                .wide("8em", 1))
                .column(
                        Column.<AuditLine>text(
                                        "action", line -> words.action(line.entry().action()))
                                .sortable()
                                .narrow()
                                .wide("14em", 2))
                .column(Column.<AuditLine>of("outcome", AuditPage::outcome).narrow().wide("8em", 0))
                .column(Column.of("object", words::object).wide("14em", 3))
                .column(Column.text("changes", changes::text).wide("16em", 3))
                .column(Column.text("organisation", this::organisation).wide("9em", 2))
                .column(
                        Column.<AuditLine>mono("address", line -> line.entry().address())
                                .hidden()
                                .wide("9em", 1))
                .column(
                        Column.<AuditLine>text("key", line -> line.entry().action())
                                .hidden()
                                .wide("11em", 1))
                .column(
                        Column.<AuditLine>text("objectId", line -> line.entry().objectId())
                                .hidden()
                                .wide("14em", 1))
                .column(
                        Column.<AuditLine>text("before", l -> Objects.toString(l.before(), ""))
                                .hidden()
                                .wide("14em", 2))
                .column(
                        Column.<AuditLine>text("after", l -> Objects.toString(l.after(), ""))
                                .hidden()
                                .wide("14em", 2))
                .filter(Filter.select("action", this::actions))
                .filter(Filter.select("outcome", AuditPage::outcomes))
                .filter(
                        Filter.select(
                                "organisationId",
                                () -> OrganisationChoices.choices(kit().viewer(), organisations)))
                .filter(Filter.period("at"))
                .details(line -> details(times, line))
                .orderedBy("at", true);
    }

    private Div details(Times times, AuditLine line) {
        return new AuditDetails(times, words, changes, line, organisation(line));
    }

    static Cell outcome(AuditLine line) {
        AuditEntry.Outcome outcome = line.entry().outcome();
        Tone tone = outcome == AuditEntry.Outcome.DONE ? Tone.NEUTRAL : Tone.BAD;
        return Cell.badge(Texts.text(NAME + ".outcome", outcome), tone);
    }

    /** Those that were ever written, in words, so that nobody must know the keys. */
    private List<Choice> actions() {
        return audit.actions().stream()
                .map(key -> new Choice(key, words.action(key)))
                .sorted(Comparator.comparing(Choice::label, Collator.getInstance(Texts.locale())))
                .toList();
    }

    private String organisation(AuditLine line) {
        return kit().viewer().sees(line.entry().organisationId())
                ? organisations.tree().name(line.entry().organisationId())
                : "";
    }

    private static List<Choice> outcomes() {
        return Stream.of(AuditEntry.Outcome.values())
                .map(o -> new Choice(o.name(), Texts.text(NAME + ".outcome", o)))
                .toList();
    }
}
