package io.kspec.lifecycle.crd;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A comparison as the API of the fleet server answers it.
///
/// @param breakingChanges    what weighs a break or more, and always required fields, removed fields, changed types
///                           and tightened constraints, even where evidence made them lighter
/// @param nonBreakingChanges the rest, without changed descriptions
/// @param requiresApproval   whether something weighs a break or more
public record Compatibility(
        List<CompatibilityChange> breakingChanges,
        List<CompatibilityChange> nonBreakingChanges,
        boolean requiresApproval) {
    public Compatibility {
        breakingChanges = List.copyOf(breakingChanges);
        nonBreakingChanges = List.copyOf(nonBreakingChanges);
    }

    /// Removed fields, required fields, changed types and tightened constraints: they stay breaking changes by name.
    private static final Set<String> ALWAYS = Set.of(
            "field-removed",
            "field-rename-suspected",
            "field-moved-version",
            "map-values-dropped",
            "type-changed",
            "type-narrowed",
            "array-item-type-changed",
            "required-added",
            "enum-added",
            "enum-value-removed",
            "pattern-added",
            "pattern-changed",
            "bound-added-or-tightened",
            "exclusive-bound-changed",
            "multiple-of-changed",
            "all-of-changed",
            "any-of-changed",
            "one-of-changed",
            "not-changed",
            "cel-rule-added",
            "cel-rule-changed",
            "list-type-tightened");

    private static final Set<String> NO_CHANGE = Set.of("description-changed");
    private static final String LINT = "lint-";

    /// What the API answers of a comparison.
    public static Compatibility of(Comparison comparison) {
        Set<String> always = comparison.judged().stream()
                .filter(finding -> breaks(finding) && ALWAYS.contains(finding.rule()))
                .map(Compatibility::place)
                .collect(Collectors.toSet());
        Map<Boolean, List<CompatibilityChange>> changes = comparison.findings().stream()
                .filter(finding ->
                        !NO_CHANGE.contains(finding.rule()) && !finding.rule().startsWith(LINT))
                .collect(Collectors.partitioningBy(
                        finding -> breaks(finding) || always.contains(place(finding)),
                        Collectors.mapping(CompatibilityChange::of, Collectors.toList())));
        return new Compatibility(
                changes.getOrDefault(true, List.of()), changes.getOrDefault(false, List.of()), comparison.breaks());
    }

    private static boolean breaks(Finding finding) {
        return finding.up().compareTo(Severity.BREAK) >= 0;
    }

    private static String place(Finding finding) {
        return String.join("\n", finding.rule(), finding.version(), finding.path(), finding.before(), finding.after());
    }

    public boolean isCompatible() {
        return breakingChanges.isEmpty();
    }
}
