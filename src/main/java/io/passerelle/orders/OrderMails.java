package io.passerelle.orders;

import io.passerelle.accounts.Organisation;
import io.passerelle.accounts.Organisations;
import io.passerelle.accounts.Right;
import io.passerelle.api.ApiTexts;
import io.passerelle.people.Tidings;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Who is told of an order by mail: whoever placed it of each of its steps, those of the operator
 * who handle orders of what they have to do.
 */
@Component
final class OrderMails {

    private final Tidings tidings;
    private final Organisations organisations;
    private final ApiTexts texts;

    OrderMails(Tidings tidings, Organisations organisations, ApiTexts texts) {
        this.tidings = tidings;
        this.organisations = organisations;
        this.texts = texts;
    }

    /** One was placed: whoever placed it has it in writing, the operator has work. */
    void placed(Order order) {
        tellCustomer(order, OrderAction.PLACE, order.quantity(), "");
        tellOperator(order, OrderAction.PLACE, order.quantity(), "");
    }

    /** A step was taken; whoever took it knows. */
    void happened(Order order, OrderAction action, UUID by, int cards, String note) {
        if (!by.equals(order.accountId())) {
            tellCustomer(order, action, cards, note);
        }
        if (action == OrderAction.CANCEL || action == OrderAction.DELIVER) {
            tellOperator(order, action, cards, note);
        }
    }

    private void tellCustomer(Order order, OrderAction action, int cards, String note) {
        UUID account = order.accountId();
        if (account != null) {
            tidings.tell(account, purpose("order", action), values(order, cards, note));
        }
    }

    private void tellOperator(Order order, OrderAction action, int cards, String note) {
        organisations
                .tree()
                .operator()
                .map(Organisation::id)
                .ifPresent(operator ->
                        tidings.tellHolders(
                                operator,
                                Right.HANDLE_ORDERS,
                                purpose("orderHandled", action),
                                values(order, cards, note)));
    }

    /** {@code mail.order.ship} and the like. */
    private static String purpose(String stem, OrderAction action) {
        return stem + "." + action.name().toLowerCase(Locale.ROOT);
    }

    /**
     * {1} number, {2} customer, {3} what was ordered, {4} cards of this step, {5} note, {6} link.
     */
    private Function<Locale, List<Object>> values(Order order, int cards, String note) {
        return locale ->
                List.of(
                        Long.toString(order.number()),
                        organisations.tree().name(order.organisationId()),
                        texts.text(
                                "mail.order.what",
                                List.of(
                                        Integer.toString(order.quantity()),
                                        order.operator(),
                                        texts.text(
                                                "orders.form." + order.formFactor().name(),
                                                List.of(),
                                                locale)),
                                locale),
                        Integer.toString(cards),
                        note.isEmpty() ? "–" : note,
                        tidings.portalUrl() + "/orders?id=" + order.id());
    }
}
