package io.passerelle.help.portal;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.passerelle.help.Document;
import io.passerelle.help.DocumentContent;
import io.passerelle.help.Documents;
import io.passerelle.help.Shelf;
import io.passerelle.help.ShippedGuides;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Guides to read, by section (HELP-1): each opens in a tab of the browser. */
@Route("documents")
@PermitAll
class GuidesPage extends Div implements HasDynamicTitle {

    static final String NAME = "help.guides";

    private final Kit kit;
    private final Documents documents;
    private final ShippedGuides shipped;

    GuidesPage(Kit kit, Documents documents, ShippedGuides shipped) {
        this.kit = kit;
        this.documents = documents;
        this.shipped = shipped;
        addClassName("guides");
        setId("help-guides");
        show();
        kit.live(this, Documents.TOPIC, this::show);
    }

    @Override
    public String getPageTitle() {
        return Texts.text(NAME + ".title");
    }

    private void show() {
        removeAll();
        if (!shipped.all().isEmpty()) {
            add(own());
        }
        List<Shelf> shelves = documents.shelves(kit.viewer());
        shelves.forEach(shelf -> add(section(shelf)));
        if (shipped.all().isEmpty() && shelves.isEmpty()) {
            Paragraph nothing = new Paragraph(Texts.text(NAME + ".empty"));
            nothing.setId("help-guides-empty");
            nothing.addClassName("page-note");
            add(nothing);
        }
    }

    /** Passerelle's own guide, the reader's language first. */
    private Section own() {
        UnorderedList list = list();
        String language = Texts.inFrench() ? "fr" : "en";
        shipped.all().stream()
                .sorted(Comparator.comparing(guide -> !guide.language().equals(language)))
                .forEach(guide ->
                        list.add(
                                line(
                                        GuideFiles.address(guide),
                                        Texts.text("help.guide.own." + guide.language()),
                                        guide.language(),
                                        GuideWords.edition(guide.edition()),
                                        GuideWords.size(guide.bytes()),
                                        day(guide.builtAt()))));
        return section(Texts.text(NAME + ".own"), Texts.text(NAME + ".own.about"), list);
    }

    private Section section(Shelf shelf) {
        UnorderedList list = list();
        shelf.documents().forEach(document -> list.add(line(document)));
        boolean french = Texts.inFrench();
        return section(shelf.section().title(french), shelf.section().description(french), list);
    }

    private static Section section(String title, String about, UnorderedList list) {
        Section section = new Section(new H2(title));
        if (!about.isEmpty()) {
            Paragraph said = new Paragraph(about);
            said.addClassName("about");
            section.add(said);
        }
        section.add(list);
        return section;
    }

    private ListItem line(Document document) {
        DocumentContent content = Objects.requireNonNull(document.content(), "it is published");
        return line(
                GuideFiles.address(document),
                document.title(),
                document.language(),
                GuideWords.edition(document.edition()),
                GuideWords.pages(content.pages()),
                GuideWords.size(content.bytes()),
                day(content.uploadedAt()));
    }

    private static ListItem line(String href, String title, String language, String... facts) {
        Span name = new Span(title);
        name.addClassName("name");
        if (!language.isEmpty()) {
            name.getElement().setAttribute("lang", language);
        }
        Span hint =
                new Span(
                        Stream.concat(Stream.of(GuideWords.language(language)), Stream.of(facts))
                                .filter(fact -> !fact.isEmpty())
                                .collect(Collectors.joining(" · ")));
        hint.addClassName("hint");
        Anchor anchor = new Anchor(href, VaadinIcon.FILE_TEXT_O.create(), new Div(name, hint));
        anchor.setTarget(AnchorTarget.BLANK);
        anchor.setRouterIgnore(true);
        anchor.getElement().setAttribute("rel", "noopener");
        anchor.addClassName("tile");
        return new ListItem(anchor);
    }

    private String day(Instant at) {
        return at.equals(Instant.EPOCH) ? "" : kit.times().dayText(kit.times().dayOf(at));
    }

    private static UnorderedList list() {
        UnorderedList list = new UnorderedList();
        list.addClassName("tiles");
        return list;
    }
}
