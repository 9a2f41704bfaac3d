package io.kspec.core;

import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scope.NamespaceLabels;
import java.time.Instant;

/// Rulebooks as tests write them.
public final class Rulebooks {
    /// Noon, with no namespace known.
    public static final Circumstances NOW =
            new Circumstances(NamespaceLabels.UNKNOWN, Instant.parse("2026-06-15T12:00:00Z"));

    private Rulebooks() {}

    /// The specification is called `strict`.
    public static Rulebook of(String spec) {
        return of("strict", spec);
    }

    public static Rulebook of(String name, String spec) {
        return switch (Rulebook.compile(name, Yaml.spec(spec))) {
            case Rulebook.Compilation.Compiled compiled -> compiled.rulebook();
            case Rulebook.Compilation.Refused refused ->
                throw new IllegalArgumentException(refused.problems().toString());
        };
    }
}
