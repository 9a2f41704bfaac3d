package io.kspec.core.rule;

import io.kspec.core.spec.ClusterSpec;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Every rule there is. A rule's own `demandedBy` says when a specification asks for it, and binds its parameters.
public final class Rules {
    private static final List<Function<ClusterSpec, Stream<? extends Rule>>> ALL = List.of();

    private Rules() {}

    /// The rules that a specification asks for, in the order of the list above.
    public static List<Rule> demandedBy(ClusterSpec spec) {
        return ALL.stream().<Rule>flatMap(rule -> rule.apply(spec)).toList();
    }
}
