package io.passerelle.portal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page that is a list, or several lists under tabs. What is looked at stands in the page's
 * address, so that it can be kept, sent and come back to.
 */
public abstract class ListPage extends VerticalLayout
        implements BeforeEnterObserver, HasDynamicTitle, PageContext.Teller {

    private static final String TAB = "tab";

    private final Kit kit;
    private final String name;
    private final Tabs tabs = new Tabs();
    private final Map<String, Shown> shown = new LinkedHashMap<>();
    private String current = "";
    private String path = "";

    /** One list of the page. */
    private record Shown(Tab tab, ListView<?> view) {}

    /**
     * A page without lists yet.
     *
     * @param name the stem of its bundle keys: {@code <name>.title}, {@code <name>.tab.<tab>}
     */
    protected ListPage(Kit kit, String name) {
        this.kit = kit;
        this.name = name;
        setSizeFull();
        setPadding(false);
        setSpacing(false);
        addClassName("list-page");
        tabs.setId(name.replace('.', '-') + "-tabs");
        tabs.addClassName("page-tabs");
        // A tab list may hold nothing but tabs; the component's own scroller says it can be
        // focused.
        tabs.getElement()
                .executeJs(
                        "this.updateComplete?.then(() => this.shadowRoot"
                                + ".querySelector('[tabindex]')?.removeAttribute('tabindex'))");
        tabs.setVisible(false);
        tabs.addSelectedChangeListener(event -> {
            if (event.isFromClient()) {
                open(keyOf(event.getSelectedTab()), conditions());
                putInAddress();
            }
        });
        add(tabs);
    }

    /** The page's list. */
    protected final <R> ListView<R> show(ListDefinition<R> list) {
        return tab("", list);
    }

    /** One of the page's lists, under a tab of its own; the first is shown first. */
    protected final <R> ListView<R> tab(String key, ListDefinition<R> list) {
        ListView<R> view = new ListView<>(kit, list);
        Tab tab = new Tab(key.isEmpty() ? "" : Texts.text(name + ".tab." + key));
        tab.setId(name.replace('.', '-') + "-tab-" + key);
        shown.put(key, new Shown(tab, view));
        tabs.add(tab);
        tabs.setVisible(shown.size() > 1);
        view.setVisible(false);
        view.whenStateChanges(parameters -> putInAddress());
        add(view);
        setFlexGrow(1, view);
        return view;
    }

    /** Something above the list, such as an explanation. */
    protected final void above(Component component) {
        addComponentAtIndex(1, component);
    }

    /** The kit of the page. */
    protected final Kit kit() {
        return kit;
    }

    /** A text of the page. */
    protected final String text(String key, Object... arguments) {
        return Texts.text(name + "." + key, arguments);
    }

    /** Leads to an address of the portal, such as {@code sims?id=…}. */
    protected final void go(String address) {
        var where = new Location(address); // a path that holds a question mark is none
        getUI().ifPresent(ui -> ui.navigate(where.getPath(), where.getQueryParameters()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        path = event.getLocation().getPath();
        Map<String, List<String>> asked = event.getLocation().getQueryParameters().getParameters();
        String tab = asked.getOrDefault(TAB, List.of("")).getFirst();
        open(shown.containsKey(tab) ? tab : shown.keySet().iterator().next(), asked);
    }

    @Override
    public String getPageTitle() {
        return Texts.text(name + ".title");
    }

    @Override
    public List<PageContext.Fact> facts() {
        Shown list = shown.get(current);
        return list == null ? List.of() : list.view.facts();
    }

    private void open(@Nullable String key, Map<String, List<String>> asked) {
        Shown opened = key == null ? null : shown.get(key);
        if (key == null || opened == null) {
            return;
        }
        current = key;
        shown.forEach((other, list) -> {
            // A hidden list is detached, so that it neither reads nor refreshes.
            list.view.setVisible(other.equals(key));
        });
        tabs.setSelectedTab(opened.tab);
        opened.view.restore(asked);
    }

    /** What narrows the current list down; another tab keeps of it what its list knows. */
    private Map<String, List<String>> conditions() {
        Shown list = shown.get(current);
        return list == null ? Map.of() : list.view.conditions();
    }

    private @Nullable String keyOf(Tab tab) {
        return new ArrayList<>(shown.entrySet())
                .stream()
                        .filter(entry -> entry.getValue().tab.equals(tab))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(null);
    }

    private void putInAddress() {
        Shown list = shown.get(current);
        if (list == null) {
            return;
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        boolean first = current.equals(shown.keySet().iterator().next());
        if (!first) {
            parameters.put(TAB, List.of(current));
        }
        parameters.putAll(list.view.parameters());
        Location location = new Location(path, new QueryParameters(parameters));
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, location));
    }
}
