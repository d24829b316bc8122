package io.passerelle.help.portal;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
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
import com.vaadin.flow.router.RouterLink;
import io.passerelle.help.SupportAddress;
import io.passerelle.help.SupportContacts;
import io.passerelle.help.SupportHours;
import io.passerelle.help.SupportLine;
import io.passerelle.help.SupportPeriod;
import io.passerelle.help.SupportRequests;
import io.passerelle.people.People;
import io.passerelle.portal.Badges;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Kit;
import io.passerelle.portal.PageContext;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Tone;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the support is reached, which number answers right now, and the way to file a request
 * (HELP-2).
 */
@Route("support")
@PermitAll
class SupportPage extends Div implements HasDynamicTitle {

    static final String NAME = "help.support";

    private static final int HOLIDAYS_SHOWN = 3;

    private final Kit kit;
    private final SupportContacts contacts;
    private final SupportRequests requests;
    private final People people;
    private PageContext from = PageContext.NOWHERE;

    SupportPage(Kit kit, SupportContacts contacts, SupportRequests requests, People people) {
        this.kit = kit;
        this.contacts = contacts;
        this.requests = requests;
        this.people = people;
        addClassName("support");
        setId("help-support");
        kit.live(this, SupportContacts.TOPIC, this::show);
    }

    @Override
    public String getPageTitle() {
        return text("title");
    }

    /** The page one came from tells it by way of the window: an address could be made up. */
    @Override
    protected void onAttach(AttachEvent event) {
        PageContext given = ComponentUtil.getData(event.getUI(), PageContext.class);
        if (given != null && !given.page().equals(NAME)) {
            from = given;
        }
        ComponentUtil.setData(event.getUI(), PageContext.class, null);
        show();
    }

    private void show() {
        removeAll();
        SupportHours hours = contacts.hours();
        SupportPeriod now = hours.at(Instant.now());
        add(filing(), lines(now), addresses(), when(hours));
    }

    private Section filing() {
        Button file = new Button(text("file"), VaadinIcon.HEADSET.create());
        file.setId("file-request");
        file.addThemeVariants(ButtonVariant.PRIMARY);
        file.addClickListener(click -> file());
        Section section = new Section(new H2(text("write")), new Paragraph(text("write.about")));
        if (!from.path().isEmpty() || !from.title().isEmpty()) {
            Paragraph where = new Paragraph(text("from", place()));
            where.setId("support-from");
            where.addClassName("note");
            section.add(where);
        }
        RouterLink own = new RouterLink(text("own"), SupportRequestsPage.class);
        own.setId("own-requests");
        Div buttons = new Div(file, own);
        buttons.addClassName("support-buttons");
        section.add(buttons);
        section.addClassName("page-card");
        return section;
    }

    private String place() {
        return from.facts().isEmpty()
                ? from.title()
                : from.title() + " – " + from.facts().getFirst().value();
    }

    private void file() {
        List<SupportAddress> kinds = contacts.addresses();
        String email = people.get(kit.viewer(), kit.viewer().accountId()).profile().email();
        new SupportForm(kit, requests, kinds, email, from).open();
    }

    private Section lines(SupportPeriod now) {
        Section section = new Section(new H2(text("lines")));
        section.addClassName("page-card");
        List<SupportLine> lines = contacts.lines();
        if (lines.isEmpty()) {
            section.add(new Paragraph(text("lines.none")));
            return section;
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("support-lines");
        lines.forEach(line -> list.add(line(line, now)));
        section.add(list);
        return section;
    }

    private static ListItem line(SupportLine line, SupportPeriod now) {
        Anchor number = new Anchor("tel:" + line.number().replaceAll("[^+0-9]", ""), line.number());
        number.setRouterIgnore(true);
        number.addClassName("number");
        Span label = new Span(line.label(Texts.inFrench()));
        label.addClassName("name");
        Span hours = new Span(Texts.text("help.period", line.hours()));
        hours.addClassName("hint");
        ListItem item = new ListItem(new Div(label, hours), number);
        if (line.hours().isAt(now)) {
            item.addClassName("now");
            item.add(Badges.of(Cell.badge(Texts.text(NAME + ".now"), Tone.GOOD)));
        }
        return item;
    }

    private Section addresses() {
        Section section = new Section(new H2(text("addresses")));
        section.addClassName("page-card");
        List<SupportAddress> known =
                contacts.addresses().stream().filter(a -> !a.email().isEmpty()).toList();
        if (known.isEmpty()) {
            section.add(new Paragraph(text("addresses.none")));
            return section;
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("support-lines");
        for (SupportAddress address : known) {
            Span label = new Span(address.label(Texts.inFrench()));
            label.addClassName("name");
            Anchor mail = new Anchor("mailto:" + address.email(), address.email());
            mail.setRouterIgnore(true);
            mail.addClassName("number");
            list.add(new ListItem(new Div(label), mail));
        }
        section.add(list);
        return section;
    }

    private Section when(SupportHours hours) {
        DateTimeFormatter time =
                DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(Texts.locale());
        Section section =
                new Section(
                        new H2(text("hours")),
                        new Paragraph(
                                text(
                                        "hours.day",
                                        time.format(hours.dayFrom()),
                                        time.format(hours.dayUntil()),
                                        hours.zone().getId())));
        Map<LocalDate, String> holidays =
                hours.holidays(LocalDate.now(hours.zone()), HOLIDAYS_SHOWN);
        if (!holidays.isEmpty()) {
            section.add(new Paragraph(text("hours.holidays", words(holidays))));
        }
        section.addClassName("page-card");
        return section;
    }

    private static String words(Map<LocalDate, String> holidays) {
        DateTimeFormatter day =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(Texts.locale());
        return holidays.entrySet().stream()
                .map(e -> day.format(e.getKey()) + named(e.getValue()))
                .collect(Collectors.joining(Texts.text(NAME + ".and")));
    }

    /**
     * A holiday of the calendar is told by its constant, another day by what the operator wrote.
     */
    private static String named(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return "";
        }
        boolean calendar = name.matches("[A-Z_]+");
        return " (" + (calendar ? Texts.text("help.holiday." + name) : name) + ")";
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
