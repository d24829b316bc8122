package io.passerelle.browser;

/** {@link EveryPage} as a French speaker sees it. */
final class EveryPageInFrenchTest extends EveryPage {

    EveryPageInFrenchTest(Portal portal, Town town) {
        super(portal, town, "fr");
    }
}
