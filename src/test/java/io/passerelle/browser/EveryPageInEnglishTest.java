package io.passerelle.browser;

/** {@link EveryPage} as an English speaker sees it. */
final class EveryPageInEnglishTest extends EveryPage {

    EveryPageInEnglishTest(Portal portal, Town town) {
        super(portal, town, "en");
    }
}
