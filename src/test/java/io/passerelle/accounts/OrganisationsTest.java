package io.passerelle.accounts;

import static io.passerelle.store.db.Tables.AUDIT_ENTRY;
import static io.passerelle.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.FieldError;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.Ids;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.testing.Modules;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ACC-1, ACC-5, ACC-7. */
class OrganisationsTest {

    private final Modules modules = Modules.start("accounts");
    private final Organisations organisations = modules.get(Organisations.class);
    private Organisation root;
    private Viewer operator;

    @BeforeEach
    void makeOperator() {
        root = organisations.createOperator("Opérateur");
        operator = Modules.operator(root.id());
        known(root.id());
    }

    @AfterEach
    void close() {
        modules.close();
    }

    @Test
    void customerBelowReseller_isSeenByTheResellerAndNotByAnother() {
        Organisation reseller = create(root.id(), OrganisationKind.RESELLER, "Nord");
        Organisation other = create(root.id(), OrganisationKind.RESELLER, "Sud");
        Organisation customer = create(reseller.id(), OrganisationKind.CUSTOMER, "Boulangerie");
        OrganisationTree tree = organisations.tree();
        assertThat(tree.below(reseller.id()))
                .containsExactlyInAnyOrder(reseller.id(), customer.id());
        assertThat(tree.below(other.id())).containsExactly(other.id());
        assertThat(tree.upwards(customer.id()))
                .extracting(Organisation::name)
                .containsExactly("Boulangerie", "Nord", "Opérateur");
    }

    @Test
    void kindThatCannotStandThere_isRefusedWithAllOtherMistakes() {
        var draft =
                new OrganisationDraft(root.id(), OrganisationKind.SITE, " ", "r".repeat(61), true);
        assertThatThrownBy(() -> organisations.create(operator, draft))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.errors())
                                        .extracting(FieldError::field)
                                        .containsExactlyInAnyOrder("name", "reference", "kind"));
    }

    @Test
    void nameOfASister_isTaken() {
        create(root.id(), OrganisationKind.CUSTOMER, "Même Nom");
        assertThatThrownBy(() -> create(root.id(), OrganisationKind.CUSTOMER, "même nom"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void secondOfTwoChanges_isToldAndChangesNothing() {
        Organisation customer = create(root.id(), OrganisationKind.CUSTOMER, "Avant");
        organisations.update(operator, customer.id(), 1, draft("Premier"));
        assertThatThrownBy(() -> organisations.update(operator, customer.id(), 1, draft("Second")))
                .isInstanceOf(Conflict.class);
        eventually(() -> assertThat(organisations.tree().name(customer.id())).isEqualTo("Premier"));
    }

    @Test
    void disabledReseller_stopsItsCustomers() {
        Organisation reseller = create(root.id(), OrganisationKind.RESELLER, "Nord");
        Organisation customer = create(reseller.id(), OrganisationKind.CUSTOMER, "Boulangerie");
        assertThat(organisations.tree().isEnabled(customer.id())).isTrue();
        organisations.update(
                operator,
                reseller.id(),
                1,
                new OrganisationDraft(root.id(), OrganisationKind.RESELLER, "Nord", "", false));
        eventually(() -> assertThat(organisations.tree().isEnabled(customer.id())).isFalse());
    }

    @Test
    void anotherCustomersOrganisation_isNotFoundAndRecorded() {
        Organisation mine = create(root.id(), OrganisationKind.CUSTOMER, "Moi");
        Organisation theirs = create(root.id(), OrganisationKind.CUSTOMER, "Eux");
        Viewer me = Modules.customer(mine.id(), Right.MANAGE_ORGANISATIONS);
        assertThatThrownBy(() -> organisations.get(me, theirs.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> organisations.update(me, theirs.id(), 1, draft("x")))
                .isInstanceOf(NotFound.class);
        assertThat(outcomes(theirs.id())).contains("NOT_FOUND");
    }

    @Test
    void missingRight_isRefusedAndRecorded() {
        Organisation mine = create(root.id(), OrganisationKind.CUSTOMER, "Moi");
        Viewer me = Modules.customer(mine.id());
        assertThatThrownBy(() -> organisations.update(me, mine.id(), 1, draft("x")))
                .isInstanceOf(Forbidden.class);
        assertThat(outcomes(mine.id())).contains("REFUSED");
    }

    @Test
    void unknownOrganisation_isNotFound() {
        assertThatThrownBy(() -> organisations.get(operator, Ids.next()))
                .isInstanceOf(NotFound.class);
    }

    private Organisation create(UUID parent, OrganisationKind kind, String name) {
        Organisation created =
                organisations.create(operator, new OrganisationDraft(parent, kind, name, "", true));
        known(created.id());
        return created;
    }

    private void known(UUID id) {
        eventually(() -> assertThat(organisations.tree().byId(id)).isPresent());
    }

    private OrganisationDraft draft(String name) {
        return new OrganisationDraft(root.id(), OrganisationKind.CUSTOMER, name, "", true);
    }

    private List<String> outcomes(UUID id) {
        return modules.database()
                .dsl()
                .select(AUDIT_ENTRY.OUTCOME)
                .from(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.OBJECT_ID.eq(id.toString()))
                .fetch(AUDIT_ENTRY.OUTCOME);
    }
}
