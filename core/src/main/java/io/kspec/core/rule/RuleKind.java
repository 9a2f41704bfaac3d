package io.kspec.core.rule;

import io.kspec.core.spec.ClusterSpec;
import java.util.function.Function;
import java.util.stream.Stream;

/// A rule before any specification asks for it; what `kspec explain` and the list of rules show.
///
/// @param name in kebab case, the same as in [RuleId#rule] of every instance
/// @param askedBy the field of a specification that asks for it, for example `podSecurity.enforce`
/// @param demandedBy the instances that a specification asks for, with their parameters bound
public record RuleKind(
        String name, RuleCard card, String askedBy, Function<ClusterSpec, Stream<? extends Rule>> demandedBy) {}
