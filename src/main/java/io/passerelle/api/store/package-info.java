/** What the API itself keeps: answers to creates that carried an Idempotency-Key. */
@org.jspecify.annotations.NullMarked
package io.passerelle.api.store;
