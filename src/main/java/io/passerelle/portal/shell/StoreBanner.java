package io.passerelle.portal.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.accounts.Viewer;
import io.passerelle.portal.Kit;
import io.passerelle.portal.Texts;
import io.passerelle.portal.Times;
import io.passerelle.store.StoreState;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Says on every page that the database is away, since when, and what goes on without it; gone when
 * it is back. Where nobody is signed in the time is that of UTC, and says so.
 */
final class StoreBanner extends Div {

    private final StoreState store;
    private final @Nullable Viewer viewer;
    private final Span text = new Span();

    StoreBanner(Kit kit, StoreState store, @Nullable Viewer viewer) {
        this.store = store;
        this.viewer = viewer;
        setId("store-banner");
        addClassName("store-banner");
        getElement().setAttribute("role", "alert");
        add(VaadinIcon.DATABASE.create(), text);
        show();
        kit.live(this, StoreState.TOPIC, this::show);
    }

    private void show() {
        store.outage()
                .ifPresentOrElse(
                        outage -> {
                            text.setText(words(outage));
                            setVisible(true);
                        },
                        () -> setVisible(false));
    }

    private String words(StoreState.Outage outage) {
        ZoneId zone = viewer == null ? ZoneOffset.UTC : viewer.zone();
        String at = new Times(Texts.locale(), zone).text(outage.since());
        String since = viewer == null ? at + " UTC" : at;
        boolean beforeSignIn = viewer == null && outage.kind() == StoreState.Kind.AWAY;
        return beforeSignIn
                ? Texts.text("kit.store.signIn", since)
                : Texts.text("kit.store." + outage.kind(), since);
    }
}
