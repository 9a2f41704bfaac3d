package io.kspec.cli.spec;

import io.kspec.core.resolve.Origin;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.validation.SpecProblem;
import java.util.List;

/// A ClusterSpecification to judge by, its template and bases included.
///
/// @param spec the effective one: it builds on nothing any more
/// @param origin where it was found, for people: `prod.yaml`, `the cluster`
/// @param demands who declared each demand
/// @param warnings where it demands less than what it builds on
public record Specification(
        String name, ClusterSpec spec, String origin, List<Origin> demands, List<SpecProblem> warnings) {
    public Specification {
        demands = List.copyOf(demands);
        warnings = List.copyOf(warnings);
    }
}
