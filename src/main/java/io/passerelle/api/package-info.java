/**
 * The shell every module's {@code api} package stands on: tokens, problem documents, lists with
 * cursors, creates that are safe to repeat, the OpenAPI document. Knows no feature.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"foundation", "store", "accounts"})
package io.passerelle.api;
