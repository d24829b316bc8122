package io.passerelle.sims;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody gives to make or change an access point; pools as typed, such as {@code
 * 10.64.0.0/16}.
 */
public record AccessPointDraft(
        String name, List<String> pools, @Nullable Integer sessionTimeout, int interimInterval) {}
