package io.passerelle.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.component.orderedlayout.FlexComponent;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import io.passerelle.foundation.Conflict;
import io.passerelle.foundation.Forbidden;
import io.passerelle.foundation.NotFound;
import io.passerelle.foundation.Refused;
import io.passerelle.store.StoreFaults;
import java.util.stream.Collectors;

/** Short messages that come and go: what was done, what could not be done and why. */
public final class Notices {

    private static final int DONE_MILLIS = 4_000;
    private static final int FAILED_MILLIS = 12_000;

    private Notices() {}

    /** Something was done. */
    public static void done(String text) {
        show(text, VaadinIcon.CHECK_CIRCLE_O, NotificationVariant.LUMO_SUCCESS, DONE_MILLIS);
    }

    /** Something was not done; the text says why. */
    public static void failed(String text) {
        show(text, VaadinIcon.WARNING, NotificationVariant.LUMO_ERROR, FAILED_MILLIS);
    }

    /**
     * Does something a person asked for and tells them when the rules refuse it. Other exceptions
     * are bugs and go to the session's error handler.
     *
     * @return whether it was done
     */
    public static boolean guarded(Runnable work) {
        try {
            work.run();
            return true;
        } catch (Refused | NotFound | Forbidden | Conflict refusal) {
            failed(reason(refusal));
            return false;
        }
    }

    /**
     * Lets a failure pass that only says that the database is away: the page's banner says so.
     *
     * @throws RuntimeException the failure, when it is another
     */
    static void orWhileAway(RuntimeException failure) {
        if (!StoreFaults.isAway(failure)) {
            throw failure;
        }
    }

    /** A refusal in words; what somebody may not see is never told apart from what is not there. */
    public static String reason(RuntimeException refusal) {
        return switch (refusal) {
            case Refused refused ->
                    refused.errors().stream()
                            .map(Texts::reason)
                            .distinct()
                            .collect(Collectors.joining(" "));
            case NotFound ignored -> Texts.text("kit.notFound");
            case Forbidden ignored -> Texts.text("kit.forbidden");
            case Conflict ignored -> Texts.text("kit.conflict");
            default -> Texts.text("kit.failed");
        };
    }

    private static void show(String text, VaadinIcon icon, NotificationVariant look, int millis) {
        Notification notification = new Notification();
        Icon sign = icon.create();
        sign.setSize("1.1em");
        Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> notification.close());
        close.addThemeVariants(ButtonVariant.TERTIARY);
        close.setAriaLabel(Texts.text("kit.close"));
        HorizontalLayout line = new HorizontalLayout(sign, new Span(text), close);
        line.setAlignItems(FlexComponent.Alignment.CENTER);
        notification.add(line);
        notification.addThemeVariants(look);
        notification.setDuration(millis);
        notification.setPosition(Notification.Position.BOTTOM_END);
        notification.setAssertive(look == NotificationVariant.LUMO_ERROR);
        notification.open();
    }
}
