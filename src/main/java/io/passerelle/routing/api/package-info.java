/** Routes, their dry run and the operator's approvals by REST. */
@org.jspecify.annotations.NullMarked
package io.passerelle.routing.api;
