package io.kspec.lifecycle.crd;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What is known beside the two definitions. What is not given is not judged, and nothing is said about it.
///
/// @param oldestMinor  the minor version of the oldest Kubernetes concerned: 31 for 1.31
/// @param others       names that other kinds of the cluster have taken, built-in ones too
/// @param applier      who is about to apply the definition
/// @param lastApplied  what this applier applied last
/// @param history      what is recorded of the versions that objects were stored in
/// @param observations what probes have seen
public record Surroundings(
        Optional<Integer> oldestMinor,
        List<TakenNames> others,
        Optional<Applier> applier,
        Optional<Crd> lastApplied,
        Optional<StorageHistory> history,
        List<Observation> observations) {
    public Surroundings {
        others = List.copyOf(others);
        observations = List.copyOf(observations);
    }

    /// Nothing is known but the two definitions.
    public static Surroundings none() {
        return new Surroundings(
                Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    /// The same, and what another probe has seen.
    public Surroundings with(List<Observation> more) {
        return new Surroundings(
                oldestMinor,
                others,
                applier,
                lastApplied,
                history,
                Stream.concat(observations.stream(), more.stream()).toList());
    }

    /// The names of a kind that exists.
    ///
    /// @param owner as messages call it: the name of its definition, or `built-in`
    /// @param group empty for the core group
    public record TakenNames(String owner, String group, CrdNames names) {}

    /// Who applies.
    ///
    /// @param release   the Helm release it is applied for
    /// @param namespace that of the release
    /// @param managers  the field managers this applier writes under
    /// @param rendered  whether the definition is part of what Helm renders and would delete
    public record Applier(String release, String namespace, Set<String> managers, boolean rendered) {
        public Applier {
            managers = Set.copyOf(managers);
        }
    }

    /// What is recorded of stored versions.
    ///
    /// @param stored   every version that `status.storedVersions` has ever listed
    /// @param migrated those whose objects were all rewritten, with a record of it
    public record StorageHistory(Set<String> stored, Set<String> migrated) {
        public StorageHistory {
            stored = Set.copyOf(stored);
            migrated = Set.copyOf(migrated);
        }
    }
}
