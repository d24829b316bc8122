/**
 * The shell every module's {@code store} package stands on: the database, its announcements of
 * changes, journals that outlive it, lists over its tables, sealed secrets. Knows no feature.
 */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        type = org.springframework.modulith.ApplicationModule.Type.OPEN,
        allowedDependencies = {"foundation"})
package io.passerelle.store;
