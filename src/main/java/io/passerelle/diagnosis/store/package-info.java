/**
 * SQL of the timeline: one query over every source, each read by its index and no further than
 * needed.
 */
@NullMarked
package io.passerelle.diagnosis.store;

import org.jspecify.annotations.NullMarked;
