package io.kspec.core.drift.config;

import io.kspec.core.spec.DriftConfigSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which DriftConfig holds for a specification: one that names it before one that names none; among equals the first
/// by namespace and name, so that the answer never depends on order.
public record DriftConfigs(List<Named> all) {
    public static final DriftConfigs NONE = new DriftConfigs(List.of());

    /// A DriftConfig of the cluster.
    ///
    /// @param approvals UIDs of deleted objects that a person wants back
    public record Named(String namespace, String name, DriftConfigSpec spec, Set<String> approvals) {
        public Named {
            approvals = Set.copyOf(approvals);
        }
    }

    public DriftConfigs {
        all = all.stream()
                .filter(one -> DriftConfigValidation.of(one.spec()).isEmpty())
                .sorted(Comparator.comparing(Named::namespace).thenComparing(Named::name))
                .toList();
    }

    public DriftSettings of(String specification) {
        return chosen(specification).map(one -> DriftSettings.of(one.spec())).orElse(DriftSettings.DEFAULT);
    }

    /// Whether a person wants an object back that was deleted.
    ///
    /// @param uid of the object that is gone: what replaces it has another, so that no consent holds twice
    public boolean approves(String specification, String uid) {
        return chosen(specification).map(one -> one.approvals().contains(uid)).orElse(false);
    }

    /// The one that holds for a specification; empty when the defaults do.
    public Optional<Named> chosen(String specification) {
        return all.stream()
                .filter(one -> one.spec().clusterSpecRef() != null
                        && one.spec().clusterSpecRef().name().equals(specification))
                .findFirst()
                .or(() -> all.stream()
                        .filter(one -> one.spec().clusterSpecRef() == null)
                        .findFirst());
    }
}
