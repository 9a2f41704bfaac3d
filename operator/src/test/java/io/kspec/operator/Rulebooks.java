package io.kspec.operator;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.ClusterSpec;

/// Rulebooks as tests write them.
public final class Rulebooks {
    private Rulebooks() {}

    /// The specification is called `prod`.
    public static Rulebook of(String spec) {
        return of("prod", spec);
    }

    public static Rulebook of(String name, String spec) {
        return switch (Rulebook.compile(name, Serialization.unmarshal(spec, ClusterSpec.class))) {
            case Rulebook.Compilation.Compiled compiled -> compiled.rulebook();
            case Rulebook.Compilation.Refused refused ->
                throw new IllegalArgumentException(refused.problems().toString());
        };
    }
}
