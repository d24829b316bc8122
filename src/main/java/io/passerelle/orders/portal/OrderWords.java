package io.passerelle.orders.portal;

import io.passerelle.orders.FormFactor;
import io.passerelle.orders.Order;
import io.passerelle.portal.Cell;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Tone;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How facts about orders read. */
final class OrderWords {

    private OrderWords() {}

    static Cell state(Order order) {
        Tone tone =
                switch (order.state()) {
                    case RECEIVED -> Tone.WARN;
                    case ACCEPTED, PARTLY_SHIPPED, SHIPPED, PARTLY_DELIVERED -> Tone.INFO;
                    case DELIVERED -> Tone.GOOD;
                    case REFUSED -> Tone.BAD;
                    case CANCELLED -> Tone.NEUTRAL;
                };
        return Cell.badge(Texts.text("orders.state", order.state()), tone)
                .withTooltip(order.reason());
    }

    /** How many cards, and how many of them have arrived as soon as some have. */
    static Cell progress(Order order) {
        String words =
                order.delivered() == 0
                        ? Texts.text("orders.progress.none", order.quantity())
                        : Texts.text("orders.progress", order.delivered(), order.quantity());
        return Cell.of(words)
                .styled("nums")
                .withTooltip(
                        Texts.text(
                                "orders.progress.long",
                                order.quantity(),
                                order.shipped(),
                                order.delivered()));
    }

    static String form(FormFactor form) {
        return Texts.text("orders.form", form);
    }

    static String group(@Nullable String name) {
        return name == null ? Texts.text("orders.group.default") : name;
    }

    static String country(String code) {
        return Locale.of("", code).getDisplayCountry(Texts.locale());
    }
}
