/** SIM cards, groups and access points by REST. */
@org.jspecify.annotations.NullMarked
package io.passerelle.sims.api;
