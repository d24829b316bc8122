/**
 * What every socket of the data plane stands on: event loops on the best transport the machine has,
 * where the gateway listens, and the two-way pump between two connections. Knows no feature.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"foundation"})
package io.passerelle.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
