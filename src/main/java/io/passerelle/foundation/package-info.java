/** Value types and words every module shares. Imports nothing but the JDK. */
@org.jspecify.annotations.NullMarked
package io.passerelle.foundation;
