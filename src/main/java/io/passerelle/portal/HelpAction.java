package io.passerelle.portal;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.icon.VaadinIcon;

/**
 * A way to get help, as a bean: the shell offers them all on every page, in the order of {@link
 * org.springframework.core.annotation.Order}.
 */
public interface HelpAction {

    /** The bundle key of its name. */
    String key();

    /** Its picture. */
    VaadinIcon icon();

    /** Gives the help that fits where somebody is. */
    void open(UI ui, PageContext where);
}
