package io.passerelle.portal.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.passerelle.portal.Texts;

/** Language and colours to choose on the sign-in page. */
final class AppearanceBar {

    private AppearanceBar() {}

    static Component beforeSignIn() {
        Div bar =
                new Div(
                        language("fr", "Français"),
                        language("en", "English"),
                        colors("system", VaadinIcon.ADJUST),
                        colors("light", VaadinIcon.SUN_O),
                        colors("dark", VaadinIcon.MOON_O));
        bar.addClassName("appearance");
        return bar;
    }

    private static Component language(String code, String name) {
        Button button =
                new Button(
                        name,
                        click -> {
                            Appearance.rememberLanguage(code);
                            UI.getCurrent().getPage().reload();
                        });
        button.setId("language-" + code);
        button.getElement().setAttribute("lang", code);
        button.getElement()
                .setAttribute(
                        "aria-pressed", String.valueOf(Texts.locale().getLanguage().equals(code)));
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    private static Component colors(String scheme, VaadinIcon icon) {
        Button button = new Button(icon.create(), click -> Appearance.rememberColors(scheme));
        String label = Texts.text("kit.colors." + scheme);
        button.setId("colors-" + scheme);
        button.setAriaLabel(label);
        button.setTooltipText(label);
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }
}
