/**
 * The shell every module's {@code store} package stands on: the database, its announcements of
 * changes, journals that outlive it, lists over its tables, sealed secrets. Knows no feature.
 */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN, allowedDependencies = "foundation")
package io.passerelle.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
