package io.kspec.core.scan;

import java.util.List;

/// What a specification came to. Results stand in the order of the rulebook.
public record ScanResult(String specification, Summary summary, List<RuleResult> results) {
    public ScanResult {
        results = List.copyOf(results);
    }

    public ScanResult(String specification, List<RuleResult> results) {
        this(specification, Summary.of(results), results);
    }
}
