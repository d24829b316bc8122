package io.passerelle.portal.shell;

import io.passerelle.accounts.Viewer;
import io.passerelle.portal.PortalPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Every page the features brought, in menu order. */
@Component
class Pages {

    private final List<PortalPage> pages;

    Pages(List<PortalPage> pages) {
        this.pages =
                pages.stream()
                        .sorted(
                                Comparator.comparing(PortalPage::section)
                                        .thenComparing(PortalPage::order))
                        .toList();
    }

    /** What the viewer may open, by section; sections without pages are left out. */
    Map<PortalPage.Section, List<PortalPage>> of(Viewer viewer) {
        Map<PortalPage.Section, List<PortalPage>> bySection =
                new EnumMap<>(PortalPage.Section.class);
        for (PortalPage page : pages) {
            if (page.allowed().test(viewer)) {
                bySection.computeIfAbsent(page.section(), ignored -> new ArrayList<>()).add(page);
            }
        }
        return bySection;
    }

    /** The page a route is. */
    Optional<PortalPage> of(Class<?> view) {
        return pages.stream().filter(page -> page.view().equals(view)).findFirst();
    }
}
