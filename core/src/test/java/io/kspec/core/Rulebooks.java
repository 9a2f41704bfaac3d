package io.kspec.core;

import io.kspec.core.rulebook.Rulebook;

/// Rulebooks as tests write them.
public final class Rulebooks {
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
