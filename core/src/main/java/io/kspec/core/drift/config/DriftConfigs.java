package io.kspec.core.drift.config;

import io.kspec.core.spec.DriftConfigSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which DriftConfig holds for a specification: one that names it before one that names none; among equals the first
/// by namespace and name, so that the answer never depends on order.
public record DriftConfigs(List<Named> all) {
    public static final DriftConfigs NONE = new DriftConfigs(List.of());

    /// A DriftConfig of the cluster.
    public record Named(String namespace, String name, DriftConfigSpec spec) {}

    public DriftConfigs {
        all = all.stream()
                .filter(one -> DriftConfigValidation.of(one.spec()).isEmpty())
                .sorted(Comparator.comparing(Named::namespace).thenComparing(Named::name))
                .toList();
    }

    public DriftSettings of(String specification) {
        return chosen(specification).map(one -> DriftSettings.of(one.spec())).orElse(DriftSettings.DEFAULT);
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
