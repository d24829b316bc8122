package io.passerelle.people;

import io.passerelle.accounts.Right;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed of an account by whoever manages it.
 *
 * @param rights what it may do from now on; null leaves them as they are
 */
public record PersonChange(Profile profile, boolean enabled, @Nullable Set<Right> rights) {}
