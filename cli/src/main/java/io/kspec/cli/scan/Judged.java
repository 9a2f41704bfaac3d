package io.kspec.cli.scan;

import io.kspec.core.framework.Framework;
import io.kspec.core.rule.RuleId;
import io.kspec.core.scan.FrameworkResults;
import io.kspec.core.scan.RuleResult;
import io.kspec.core.scan.ScanResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a scan came to, with what only a door knows.
///
/// @param origin where the specification was found
/// @param subject what was judged, for people: `3 workloads in 2 files`, `https://10.0.0.1:6443`
/// @param locations of the findings of a rule, in their order; empty for a cluster
/// @param unread whether something that was named could not be read
/// @param empty whether there was nothing that any rule could be asked about
record Judged(
        ScanResult result,
        String origin,
        String subject,
        Map<RuleId, List<Location>> locations,
        boolean unread,
        boolean empty) {
    Judged {
        locations = Map.copyOf(locations);
    }

    /// Only what is evidence for these frameworks, with what they come to; everything when there are none.
    Judged selecting(List<Framework> frameworks) {
        return frameworks.isEmpty()
                ? this
                : new Judged(FrameworkResults.selected(frameworks, result), origin, subject, locations, unread, empty);
    }

    /// Where the finding at `index` stands, when it was found in a file.
    Optional<Location> location(RuleResult rule, int index) {
        List<Location> ofRule = locations.getOrDefault(rule.id(), List.of());
        return index < ofRule.size() ? Optional.of(ofRule.get(index)) : Optional.empty();
    }
}
