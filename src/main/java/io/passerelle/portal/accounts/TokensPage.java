package io.passerelle.portal.accounts;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Route;
import io.passerelle.accounts.ApiToken;
import io.passerelle.accounts.ApiTokens;
import io.passerelle.accounts.IssuedToken;
import io.passerelle.accounts.Organisations;
import io.passerelle.foundation.ListQuery;
import io.passerelle.foundation.Refused;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Choice;
import io.passerelle.portal.Column;
import io.passerelle.portal.Confirm;
import io.passerelle.portal.Filter;
import io.passerelle.portal.Kit;
import io.passerelle.portal.ListDefinition;
import io.passerelle.portal.ListPage;
import io.passerelle.portal.Notices;
import io.passerelle.portal.OrganisationChoices;
import io.passerelle.portal.RowAction;
import io.passerelle.portal.Times;
import io.passerelle.portal.TokenWords;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tokens of one's organisation and those below it, for who manages their accounts (ACC-8). */
@Route("api-tokens")
@PermitAll
class TokensPage extends ListPage {

    static final String NAME = "accounts.tokens";

    private final ApiTokens tokens;
    private final Organisations organisations;

    TokensPage(Kit kit, ApiTokens tokens, Organisations organisations) {
        super(kit, NAME);
        this.tokens = tokens;
        this.organisations = organisations;
        show(list(kit.times()));
    }

    private ListDefinition<IssuedToken> list(Times times) {
        return ListDefinition.of(NAME, tokens.listing(), issued -> issued.token().id())
                .column(
                        Column.<IssuedToken>text("name", t -> t.token().name())
                                .sortable()
                                .narrow()
                                .wide("12em", 2))
                .column(Column.of("login", TokensPage::account).narrow().wide("10em", 1))
                .column(Column.of("organisation", this::organisation).wide("12em", 2))
                .column(
                        Column.<IssuedToken>of("state", t -> TokenWords.state(t.token()))
                                .narrow()
                                .wide("8em", 1))
                .column(
                        Column.<IssuedToken>text("rights", t -> TokenWords.rights(t.token()))
                                .wide("16em", 3))
                .column(time(times, "createdAt", ApiToken::createdAt))
                .column(time(times, "lastUsedAt", ApiToken::lastUsedAt))
                .column(time(times, "expiresAt", ApiToken::expiresAt))
                .filter(
                        Filter.select(
                                "organisationId",
                                () -> OrganisationChoices.choices(kit().viewer(), organisations)))
                .filter(Filter.select("valid", this::states))
                .filter(Filter.linked("accountId", this::login))
                .action(
                        RowAction.<IssuedToken>one("revoke", VaadinIcon.BAN, this::revoke)
                                .when(rows -> rows.getFirst().token().isValidAt(Instant.now()))
                                .destructive())
                .live(ApiTokens.TOPIC)
                .orderedBy("createdAt", true);
    }

    private static Column<IssuedToken> time(
            Times times, String key, Function<ApiToken, @Nullable Instant> moment) {
        return Column.<IssuedToken>of(key, t -> times.cell(moment.apply(t.token())))
                .sortable()
                .exportedAs(t -> times.exported(moment.apply(t.token())))
                .wide("11.8em", 1);
    }

    private void revoke(IssuedToken issued) {
        Confirm.ask(
                text("revoke.title"),
                text("revoke.question", issued.token().name(), issued.login()),
                () -> {
                    tokens.revoke(kit().viewer(), issued.token().id());
                    Notices.done(text("revoked", issued.token().name()));
                });
    }

    /** Whose tokens are shown alone; not told of accounts the person does not see. */
    private String login(String id) {
        try {
            return tokens
                    .listing()
                    .page(kit().viewer().visible(), ListQuery.ALL.withFilter("accountId", id), 0, 1)
                    .stream()
                    .map(IssuedToken::login)
                    .findFirst()
                    .orElseGet(() -> text("ofAccount"));
        } catch (Refused noIdentifier) {
            return text("ofAccount");
        }
    }

    private static Cell account(IssuedToken issued) {
        return Cell.link(issued.login(), "accounts?id=" + issued.token().accountId());
    }

    private Cell organisation(IssuedToken issued) {
        return Cell.link(
                organisations.tree().name(issued.organisationId()),
                "organisations?id=" + issued.organisationId());
    }

    private List<Choice> states() {
        return List.of(
                new Choice("true", text("state." + ApiToken.State.VALID)),
                new Choice("false", text("ended")));
    }
}
