package io.passerelle.people.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.passerelle.accounts.ApiToken;
import io.passerelle.accounts.ApiTokens;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Facts;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Notices;
import io.passerelle.portal.Texts;
import io.passerelle.portal.TokenWords;

/** One's own API tokens: what they may do, when they were used, and an end to them (ACC-8). */
final class TokensCard extends Section {

    private static final String NAME = "people.tokens";

    private final Kit kit;
    private final ApiTokens tokens;
    private final Div rows = new Div();

    TokensCard(Kit kit, ApiTokens tokens) {
        this.kit = kit;
        this.tokens = tokens;
        addClassName("page-card");
        rows.setId("own-tokens");
        Button add = new Button(text("add"), click -> new TokenForm(kit.viewer(), tokens).open());
        add.setId("add-token");
        add(new H2(text("title")), new Paragraph(text("about")), rows, add);
        showAll();
        kit.live(this, ApiTokens.TOPIC, this::showAll);
    }

    private void showAll() {
        rows.removeAll();
        UnorderedList list = new UnorderedList();
        tokens.list(kit.viewer()).forEach(token -> list.add(row(token)));
        rows.add(list.getChildren().findAny().isEmpty() ? new Paragraph(text("none")) : list);
    }

    private ListItem row(ApiToken token) {
        Button revoke = new Button(text("revoke"), click -> revoke(token));
        revoke.setId("revoke-" + token.id());
        revoke.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL, ButtonVariant.ERROR);
        Facts facts =
                new Facts("accounts.tokens")
                        .fact("state", TokenWords.state(token))
                        .fact("rights", new Span(TokenWords.rights(token)))
                        .fact("createdAt", kit.times().cell(token.createdAt()))
                        .fact(
                                "lastUsedAt",
                                new Span(
                                        token.lastUsedAt() == null
                                                ? text("never")
                                                : kit.times().text(token.lastUsedAt())))
                        .fact(
                                "expiresAt",
                                new Span(
                                        token.expiresAt() == null
                                                ? text("ever")
                                                : kit.times().text(token.expiresAt())));
        return new ListItem(new H3(token.name()), facts, revoke);
    }

    private void revoke(ApiToken token) {
        Confirm.ask(
                text("revoke"),
                text("revoke.question", token.name()),
                () -> {
                    tokens.revoke(kit.viewer(), token.id());
                    Notices.done(text("revoked", token.name()));
                });
    }

    private static String text(String key, Object... arguments) {
        return Texts.text(NAME + "." + key, arguments);
    }
}
