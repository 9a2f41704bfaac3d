package io.kspec.core.scan;

import io.kspec.core.exemption.ExemptionUse;
import java.util.List;

/// What a specification came to. Results stand in the order of the rulebook.
///
/// @param active whether the specification was active when it was judged; outside its times it is judged all the
///     same, and not enforced
/// @param exemptions every exemption of the specification, also those that pardoned nothing
public record ScanResult(
        String specification,
        boolean active,
        Summary summary,
        List<RuleResult> results,
        List<ExemptionUse> exemptions) {
    public ScanResult {
        results = List.copyOf(results);
        exemptions = List.copyOf(exemptions);
    }

    public ScanResult(String specification, List<RuleResult> results) {
        this(specification, true, Summary.of(results), results, List.of());
    }
}
