package io.passerelle.portal;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks before something is done that cannot be undone: {@code Oui} or {@code Non}. */
public final class Confirm {

    private Confirm() {}

    /**
     * Asks, and does it on {@code Oui}.
     *
     * @param question what will happen, in one sentence
     */
    public static void ask(String title, String question, Runnable work) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setId("confirm");
        dialog.setHeader(title);
        dialog.setText(question);
        dialog.setCancelable(true);
        dialog.setCancelText(Texts.text("kit.no"));
        dialog.setConfirmText(Texts.text("kit.yes"));
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> Notices.guarded(work));
        dialog.open();
    }
}
