package io.passerelle.people;

import io.passerelle.accounts.Right;
import java.util.Set;

/** What can be changed of an account by whoever manages it. */
public record PersonChange(Profile profile, boolean enabled, Set<Right> rights) {}
