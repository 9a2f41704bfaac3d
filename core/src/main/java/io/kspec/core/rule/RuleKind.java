package io.kspec.core.rule;

import io.kspec.core.spec.ClusterSpec;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// A rule before any specification asks for it; what `kspec explain` and the list of rules show.
///
/// @param name in kebab case, the same as in [RuleId#rule] of every instance
/// @param askedBy the field of a specification that asks for it, for example `podSecurity.enforce`
/// @param doors where it is asked
/// @param demandedBy the instances that a specification asks for, with their parameters bound
public record RuleKind(
        String name,
        RuleCard card,
        String askedBy,
        List<Door> doors,
        Function<ClusterSpec, Stream<? extends Rule>> demandedBy) {
    public RuleKind {
        doors = List.copyOf(doors);
    }

    /// A rule of workloads. Which of the two constructors is meant follows from what `demandedBy` answers.
    public RuleKind(String name, RuleCard card, String askedBy, OfWorkloads demandedBy) {
        this(name, card, askedBy, Door.OF_WORKLOADS, demandedBy::in);
    }

    /// A rule of clusters.
    public RuleKind(String name, RuleCard card, String askedBy, OfClusters demandedBy) {
        this(name, card, askedBy, Door.OF_CLUSTERS, demandedBy::in);
    }

    /// The rules of one kind that a specification asks for, each about workloads.
    @FunctionalInterface
    public interface OfWorkloads {
        Stream<? extends WorkloadRule> in(ClusterSpec spec);
    }

    /// The rules of one kind that a specification asks for, each about a cluster.
    @FunctionalInterface
    public interface OfClusters {
        Stream<? extends ClusterRule> in(ClusterSpec spec);
    }
}
