package io.passerelle.help.portal;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.Organisations;
import io.passerelle.help.Document;
import io.passerelle.help.DocumentContent;
import io.passerelle.help.DocumentSection;
import io.passerelle.help.DocumentSections;
import io.passerelle.help.Documents;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.Notices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import jakarta.annotation.security.PermitAll;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operator's page: guides to add, replace, retire and restore, and their sections (HELP-1). */
@Route("guides-admin")
@PermitAll
class ManagedGuidesPage extends ListPage {

    static final String NAME = "help.managed";

    private final Documents documents;
    private final DocumentSections sections;
    private final Organisations organisations;
    private final Map<UUID, String> titles = new HashMap<>();

    ManagedGuidesPage(
            Kit kit, Documents documents, DocumentSections sections, Organisations organisations) {
        super(kit, NAME);
        this.documents = documents;
        this.sections = sections;
        this.organisations = organisations;
        kit.live(this, Documents.TOPIC, titles::clear);
        tab("documents", guides(kit.times()));
        tab("sections", sections());
    }

    private ListDefinition<Document> guides(Times times) {
        return ListDefinition.of(NAME + ".documents", documents.listing(), Document::id)
                .column(Column.text("title", Document::title).sortable().narrow().wide("16em", 4))
                .column(
                        Column.<Document>text("sectionId", d -> section(d.sectionId()))
                                .narrow()
                                .wide("12em", 2))
                .column(
                        Column.<Document>text("language", d -> GuideWords.language(d.language()))
                                .sortable()
                                .wide("7em", 1))
                .column(Column.text("edition", Document::edition).sortable().wide("7em", 1))
                .column(Column.of("state", GuideWords::state).narrow().wide("8em", 1))
                .column(
                        Column.<Document>of(
                                        "uploadedAt", d -> of(d, c -> times.cell(c.uploadedAt())))
                                .sortable()
                                .exportedAs(d ->
                                        d.content() == null
                                                ? ""
                                                : times.exported(d.content().uploadedAt()))
                                .wide("11.4em", 0))
                .column(
                        Column.<Document>of(
                                        "bytes",
                                        d -> of(d, c -> Cell.of(GuideWords.size(c.bytes()))))
                                .sortable()
                                .wide("6em", 0)
                                .end())
                .column(
                        Column.<Document>of("pages", d -> of(d, c -> Cell.of(c.pages())))
                                .wide("5em", 0)
                                .end())
                .column(
                        Column.<Document>of("revision", d -> of(d, c -> Cell.of(c.revision())))
                                .wide("5em", 0)
                                .end()
                                .hidden())
                .column(
                        Column.<Document>of("uploadedBy", d -> of(d, c -> Cell.of(c.uploadedBy())))
                                .wide("9em", 1)
                                .hidden())
                .column(
                        Column.text("position", Document::position)
                                .sortable()
                                .wide("5em", 0)
                                .end()
                                .hidden())
                .filter(Filter.select("sectionId", this::sectionChoices))
                .filter(Filter.select("language", ManagedGuidesPage::languages))
                .filter(Filter.select("retired", this::retiredChoices))
                .action(
                        RowAction.<Document>list("add", VaadinIcon.PLUS, this::add)
                                .on(Key.INSERT)
                                .inToolbar())
                .action(
                        RowAction.<Document>one("edit", VaadinIcon.EDIT, this::edit)
                                .on(Key.F2)
                                .usual())
                .action(RowAction.<Document>one("replace", VaadinIcon.UPLOAD, this::replace))
                .action(
                        RowAction.<Document>one("open", VaadinIcon.EXTERNAL_LINK, this::open)
                                .when(rows -> rows.getFirst().content() != null)
                                .window())
                .action(
                        RowAction.<Document>one("retire", VaadinIcon.ARCHIVE, d -> retire(d, true))
                                .when(rows -> rows.getFirst().retiredAt() == null)
                                .separated())
                .action(
                        RowAction.<Document>one(
                                        "restore", VaadinIcon.ARROW_BACKWARD, d -> retire(d, false))
                                .when(rows -> rows.getFirst().retiredAt() != null))
                .action(
                        RowAction.<Document>one("delete", VaadinIcon.TRASH, this::delete)
                                .when(rows -> rows.getFirst().state() != Document.State.PUBLISHED)
                                .destructive())
                .live(Documents.TOPIC)
                .orderedBy("title", false);
    }

    private ListDefinition<DocumentSection> sections() {
        return ListDefinition.of(NAME + ".sections", sections.listing(), DocumentSection::id)
                .column(
                        Column.text("position", DocumentSection::position)
                                .sortable()
                                .wide("6em", 0)
                                .end())
                .column(
                        Column.text("titleFr", DocumentSection::titleFr)
                                .sortable()
                                .narrow()
                                .wide("14em", 2))
                .column(
                        Column.text("titleEn", DocumentSection::titleEn)
                                .sortable()
                                .narrow()
                                .wide("14em", 2))
                .column(Column.<DocumentSection>text("needs", this::needs).narrow().wide("14em", 2))
                .column(
                        Column.<DocumentSection>text("organisationId", this::organisation)
                                .wide("12em", 2))
                .action(
                        RowAction.<DocumentSection>list("add", VaadinIcon.PLUS, () -> form(null))
                                .on(Key.INSERT)
                                .inToolbar())
                .action(
                        RowAction.<DocumentSection>one("edit", VaadinIcon.EDIT, this::form)
                                .on(Key.F2)
                                .usual())
                .action(
                        RowAction.<DocumentSection>one("delete", VaadinIcon.TRASH, this::delete)
                                .separated()
                                .destructive())
                .live(Documents.TOPIC)
                .orderedBy("position", false);
    }

    private void add() {
        List<DocumentSection> all = sections.all();
        if (all.isEmpty()) {
            Notices.failed(text("noSection"));
            return;
        }
        new GuideForm(kit().viewer(), documents, all, null).open();
    }

    private void edit(Document document) {
        new GuideForm(kit().viewer(), documents, sections.all(), document).open();
    }

    private void replace(Document document) {
        new GuideReplacement(kit().viewer(), documents, document).open();
    }

    private void open(Document document) {
        getUI().ifPresent(ui -> ui.getPage().open(GuideFiles.address(document)));
    }

    private void retire(Document document, boolean retired) {
        documents.retire(kit().viewer(), document.id(), retired);
        Notices.done(text(retired ? "retired" : "restored", document.title()));
    }

    private void delete(Document document) {
        Confirm.ask(
                text("delete"),
                text("delete.question", document.title()),
                () -> documents.delete(kit().viewer(), document.id()));
    }

    private void form(@Nullable DocumentSection section) {
        new SectionForm(kit().viewer(), sections, organisations, section).open();
    }

    private void delete(DocumentSection section) {
        Confirm.ask(
                text("deleteSection"),
                text("deleteSection.question", section.title(Texts.inFrench())),
                () -> sections.delete(kit().viewer(), section.id()));
    }

    /** A section's title; read once, and again when something changed. */
    private String section(UUID id) {
        if (titles.isEmpty()) {
            sections.all().forEach(s -> titles.put(s.id(), s.title(Texts.inFrench())));
        }
        return titles.getOrDefault(id, "");
    }

    private String needs(DocumentSection section) {
        return section.needs() == null ? text("everybody") : Texts.text("right", section.needs());
    }

    private String organisation(DocumentSection section) {
        UUID id = section.organisationId();
        return id == null ? "" : organisations.tree().name(id);
    }

    private List<Choice> sectionChoices() {
        return sections.all().stream()
                .map(section ->
                        new Choice(section.id().toString(), section.title(Texts.inFrench())))
                .toList();
    }

    private static List<Choice> languages() {
        return Stream.of("fr", "en")
                .map(language -> new Choice(language, GuideWords.language(language)))
                .toList();
    }

    private List<Choice> retiredChoices() {
        return List.of(
                new Choice("false", text("retired.false")),
                new Choice("true", text("retired.true")));
    }

    private static Cell of(Document document, Function<DocumentContent, Cell> cell) {
        DocumentContent content = document.content();
        return content == null ? Cell.NONE : cell.apply(content);
    }
}
