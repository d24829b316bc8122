/**
 * The portal as people see it: a real browser, the real sign-in page, both languages, light and
 * dark, wide and as narrow as a telephone. A mistake in the browser's console or a failed request
 * fails the test; pictures of every page are in {@code target/screenshots}.
 */
@org.jspecify.annotations.NullMarked
package io.passerelle.browser;
