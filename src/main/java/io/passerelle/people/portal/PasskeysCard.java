package io.passerelle.people.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.passerelle.accounts.Passkey;
import io.passerelle.accounts.Passkeys;
import io.passerelle.people.OwnPasskeys;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.PasskeyPrompt;
import io.passerelle.portal.Texts;

/** One's own passkeys: made, named and removed (ACC-7). */
final class PasskeysCard extends Section {

    private static final String NAME = "people.passkeys";

    private final Kit kit;
    private final OwnPasskeys passkeys;
    private final Div rows = new Div();

    PasskeysCard(Kit kit, OwnPasskeys passkeys, Passkeys all) {
        this.kit = kit;
        this.passkeys = passkeys;
        addClassName("page-card");
        rows.setId("own-passkeys");
        add(new H2(text("title")), new Paragraph(text("about")), rows);
        if (all.arePossible()) {
            Button make = new Button(text("add"), click -> askPassword());
            make.setId("add-passkey");
            add(make);
        } else {
            Paragraph why = new Paragraph(text("impossible", all.portal()));
            why.setId("passkeys-impossible");
            add(why);
        }
        showAll();
    }

    private void showAll() {
        rows.removeAll();
        UnorderedList list = new UnorderedList();
        passkeys.list(kit.viewer()).forEach(key -> list.add(row(key)));
        rows.add(list.getChildren().findAny().isEmpty() ? new Paragraph(text("none")) : list);
    }

    private ListItem row(Passkey key) {
        String used = key.lastUsedAt() == null ? text("never") : kit.times().text(key.lastUsedAt());
        Span words = new Span(text("row", key.name(), kit.times().text(key.createdAt()), used));
        Button rename =
                small(
                        text("rename"),
                        () ->
                                new PasskeyNameForm(kit.viewer(), passkeys, key, this::showAll)
                                        .open());
        rename.setId("rename-" + key.id());
        Button remove =
                small(
                        text("remove"),
                        () ->
                                new PasswordAskedForm(
                                                text("remove.title"),
                                                text("remove.question", key.name()),
                                                text("remove"),
                                                password -> remove(key, password))
                                        .open());
        remove.setId("remove-" + key.id());
        remove.addThemeVariants(ButtonVariant.ERROR);
        return new ListItem(words, rename, remove);
    }

    private void remove(Passkey key, String password) {
        passkeys.remove(kit.viewer(), key.id(), password);
        Notices.done(text("removed", key.name()));
        showAll();
    }

    private void askPassword() {
        new PasswordAskedForm(
                        text("add"),
                        text("add.question"),
                        text("add.next"),
                        password -> make(passkeys.begin(kit.viewer(), password)))
                .open();
    }

    private void make(Passkeys.Making making) {
        PasskeyPrompt.make(
                this, making.question(), answer -> keep(making, answer), Notices::failed);
    }

    private void keep(Passkeys.Making making, String answer) {
        Notices.guarded(() -> {
            Passkey made = passkeys.finish(kit.viewer(), making, answer, text("new"));
            showAll();
            new PasskeyNameForm(kit.viewer(), passkeys, made, this::showAll).open();
        });
    }

    private static Button small(String text, Runnable work) {
        Button button = new Button(text, click -> work.run());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
