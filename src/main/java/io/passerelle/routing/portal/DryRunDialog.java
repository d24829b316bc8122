package io.passerelle.routing.portal;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.routing.RouteDraft;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The dry run in a window, beside the route it is about. */
final class DryRunDialog extends Dialog {

    /**
     * @param groupId whose cards are offered; null for all
     * @param draft what is assumed to be saved; null for what is in force
     */
    DryRunDialog(
            Kit kit,
            EditorServices services,
            @Nullable UUID groupId,
            @Nullable Integer inputPort,
            @Nullable RouteDraft draft) {
        setId("dry-run-dialog");
        setHeaderTitle(
                Texts.text(
                        draft == null ? DryRunPage.NAME + ".title" : DryRunPage.NAME + ".saved"));
        setWidth("46rem");
        setDraggable(true);
        setResizable(true);
        addClassName("form-dialog");
        DryRunPanel panel = new DryRunPanel(kit, services, groupId, draft);
        panel.port(inputPort);
        add(panel);
        Button close = new Button(Texts.text("kit.close"), click -> close());
        close.setId("dry-run-close");
        getFooter().add(close);
    }
}
