package io.passerelle.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.accounts.Right;
import io.passerelle.accounts.Viewer;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Guides by section: added, replaced, retired, restored, and seen by whom they are for (HELP-1).
 */
class DocumentsTest {

    private static HelpFixture town;
    private static Documents documents;
    private static DocumentSections sections;
    private static Viewer baker;
    private static Viewer florist;

    @BeforeAll
    static void open() {
        town = new HelpFixture();
        documents = town.modules.get(Documents.class);
        sections = town.modules.get(DocumentSections.class);
        baker = town.person(town.bakery, "baker");
        florist = town.person(town.florist, "florist", Right.MANAGE_ROUTES);
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @Test
    void guideThatIsAdded_isReadByEverybodyByteForByte() throws IOException {
        byte[] file = Pdfs.large(600_000); // in several pieces
        UUID section = section(null, null);
        Document made = added(section, "Guide", file);

        assertThat(shelf(baker, section)).containsExactly(documents.get(baker, made.id()));
        assertThat(read(baker, made.id())).isEqualTo(file);
        assertThat(made.content().bytes()).isEqualTo(file.length);
    }

    @Test
    void fileThatReplacesAnother_isReadFromThenOn_andOneWhoReadsTheOldGetsItsEnd()
            throws IOException {
        UUID section = section(null, null);
        byte[] first = Pdfs.pages(1);
        Document made = added(section, "Guide", first);
        DocumentContent old = made.content();

        Document after =
                documents.replace(
                        town.operator,
                        made.id(),
                        made.version(),
                        draft(section, "Guide", "2.0"),
                        Pdfs.sent(Pdfs.pages(7)));

        assertThat(after.content().revision()).isEqualTo(2);
        assertThat(after.content().pages()).isEqualTo(7);
        assertThat(after.edition()).isEqualTo("2.0");
        var late = new ByteArrayOutputStream();
        documents.write(old, late);
        assertThat(late.toByteArray()).isEqualTo(first);
    }

    @Test
    void retiredGuide_isNotThereForReadersUntilItIsRestored() {
        UUID section = section(null, null);
        Document made = added(section, "Guide", Pdfs.pages(1));
        documents.retire(town.operator, made.id(), true);
        assertThat(shelf(baker, section)).isEmpty();
        assertThatThrownBy(() -> documents.get(baker, made.id())).isInstanceOf(NotFound.class);
        assertThat(town.refusals(made.id())).isEqualTo(1);

        documents.retire(town.operator, made.id(), false);
        assertThat(documents.get(baker, made.id()).state()).isEqualTo(Document.State.PUBLISHED);
    }

    @Test
    void guideWithoutAFile_isForWhoLooksAfterItOnly() {
        Document made = documents.create(town.operator, draft(section(null, null), "Vide", ""));
        assertThat(made.state()).isEqualTo(Document.State.EMPTY);
        assertThatThrownBy(() -> documents.get(baker, made.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void sectionForAnOrganisation_isNotThereForAnother() {
        UUID section = section(null, town.bakery.id());
        Document made = added(section, "Fours", Pdfs.pages(1));
        assertThat(documents.get(baker, made.id()).title()).isEqualTo("Fours");
        assertThat(shelf(florist, section)).isEmpty();
        assertThatThrownBy(() -> documents.get(florist, made.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void sectionForAFunction_isForWhoHasIt() {
        UUID section = section(Right.MANAGE_ROUTES, null);
        Document made = added(section, "Routes", Pdfs.pages(1));
        assertThat(shelf(florist, section)).hasSize(1);
        assertThat(shelf(baker, section)).isEmpty();
        assertThatThrownBy(() -> documents.get(baker, made.id())).isInstanceOf(NotFound.class);
    }

    @Test
    void whoMayNotLookAfterGuides_isRefusedEveryChange() {
        UUID section = section(null, null);
        Document made = added(section, "Guide", Pdfs.pages(1));
        DocumentDraft draft = draft(section, "Autre", "");
        assertThatThrownBy(() -> documents.create(baker, draft)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> documents.update(baker, made.id(), 2, draft))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> documents.retire(baker, made.id(), true))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> documents.delete(baker, made.id())).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> documents.put(baker, made.id(), Pdfs.sent(Pdfs.pages(1))))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> sections.delete(baker, section)).isInstanceOf(NotFound.class);
        assertThat(town.refusals(made.id())).isEqualTo(4);
    }

    @Test
    void secondOfTwoWhoEdit_isToldAndNothingIsLost() {
        UUID section = section(null, null);
        Document made = added(section, "Guide", Pdfs.pages(1));
        documents.update(town.operator, made.id(), made.version(), draft(section, "Un", ""));
        assertThatThrownBy(() ->
                        documents.update(
                                town.operator,
                                made.id(),
                                made.version(),
                                draft(section, "Deux", "")))
                .isInstanceOf(Conflict.class);
        assertThat(documents.get(baker, made.id()).title()).isEqualTo("Un");
    }

    @Test
    void publishedGuideAndItsSection_areNotDeleted_retiredOnesAre() {
        UUID section = section(null, null);
        Document made = added(section, "Guide", Pdfs.pages(1));
        assertThatThrownBy(() -> documents.delete(town.operator, made.id()))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> sections.delete(town.operator, section))
                .isInstanceOf(Refused.class);

        documents.retire(town.operator, made.id(), true);
        documents.delete(town.operator, made.id());
        sections.delete(town.operator, section);

        assertThatThrownBy(() -> documents.write(made.content(), OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class);
        assertThat(sections.all()).extracting(DocumentSection::id).doesNotContain(section);
    }

    @Test
    void titleThatCannotBe_isRefusedAtItsField() {
        UUID section = section(null, null);
        for (String title : new String[] {"", "  ", "a\nb", "x".repeat(201)}) {
            assertThatThrownBy(() -> documents.create(town.operator, draft(section, title, "")))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused ->
                                    assertThat(refused.errors().getFirst().field())
                                            .isEqualTo("title"));
        }
    }

    private static List<Document> shelf(Viewer viewer, UUID section) {
        return documents.shelves(viewer).stream()
                .filter(shelf -> shelf.section().id().equals(section))
                .flatMap(shelf -> shelf.documents().stream())
                .toList();
    }

    private static UUID section(@Nullable Right needs, @Nullable UUID organisation) {
        return sections.create(
                        town.operator,
                        new DocumentSectionDraft(
                                10,
                                "Mise en service",
                                "Putting into service",
                                "",
                                "",
                                needs,
                                organisation))
                .id();
    }

    private static Document added(UUID section, String title, byte[] file) {
        try (UploadedPdf pdf = Pdfs.sent(file)) {
            return documents.create(town.operator, draft(section, title, "1.0"), pdf);
        }
    }

    private static DocumentDraft draft(UUID section, String title, String edition) {
        return new DocumentDraft(section, 100, title, "fr", edition);
    }

    private static byte[] read(Viewer viewer, UUID id) throws IOException {
        var out = new ByteArrayOutputStream();
        documents.write(documents.get(viewer, id).content(), out);
        return out.toByteArray();
    }
}
