package io.kspec.core.export;

import io.kspec.core.scan.RuleStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What became of the findings of an earlier scan. What its rule could not judge this time is not fixed, it is
/// unknown; nor is it fixed by an exemption.
///
/// @param added findings that were not there
/// @param fixed findings of then whose rule was evaluated in full and does not find them any more
/// @param unchanged how many findings were there then and are there now
/// @param exempted findings of then that are pardoned now
/// @param unknown findings of then whose rule was not asked, or not evaluated in full
public record Changes(
        List<Added> added,
        List<EarlierReport.Known> fixed,
        int unchanged,
        List<EarlierReport.Known> exempted,
        List<EarlierReport.Known> unknown) {
    public Changes {
        added = List.copyOf(added);
        fixed = List.copyOf(fixed);
        exempted = List.copyOf(exempted);
        unknown = List.copyOf(unknown);
    }

    /// A new finding and its rule.
    public record Added(Entry entry, Finding finding) {}

    public static Changes since(EarlierReport earlier, Report now) {
        var added = new ArrayList<Added>();
        var present = new HashSet<String>();
        var pardoned = new HashSet<String>();
        Map<String, Entry> rules = new HashMap<>();
        for (Entry entry : now.entries()) {
            rules.put(entry.id().toString(), entry);
            entry.exempted().forEach(one -> pardoned.add(one.finding().fingerprint()));
            for (Finding finding : entry.findings()) {
                present.add(finding.fingerprint());
                if (!earlier.findings().containsKey(finding.fingerprint())) {
                    added.add(new Added(entry, finding));
                }
            }
        }
        return new Sorting(rules, present, pardoned).of(earlier, added);
    }

    /// One sentence with the counts.
    public String sentence() {
        var text = new StringBuilder("%d new, %d fixed, %d unchanged".formatted(added.size(), fixed.size(), unchanged));
        if (!exempted.isEmpty()) {
            text.append(", %d exempted".formatted(exempted.size()));
        }
        if (!unknown.isEmpty()) {
            text.append(", %d not judged this time".formatted(unknown.size()));
        }
        return text.toString();
    }

    private record Sorting(Map<String, Entry> rules, Set<String> present, Set<String> pardoned) {
        Changes of(EarlierReport earlier, List<Added> added) {
            var fixed = new ArrayList<EarlierReport.Known>();
            var exempted = new ArrayList<EarlierReport.Known>();
            var unknown = new ArrayList<EarlierReport.Known>();
            int unchanged = 0;
            for (Map.Entry<String, EarlierReport.Known> each :
                    earlier.findings().entrySet()) {
                EarlierReport.Known then = each.getValue();
                if (present.contains(each.getKey())) {
                    unchanged++;
                } else if (pardoned.contains(each.getKey())) {
                    exempted.add(then);
                } else if (judged(then.rule())) {
                    fixed.add(then);
                } else {
                    unknown.add(then);
                }
            }
            return new Changes(added, fixed, unchanged, exempted, unknown);
        }

        private boolean judged(String rule) {
            Entry entry = rules.get(rule);
            return entry != null
                    && entry.result().gaps().isEmpty()
                    && (entry.status() == RuleStatus.PASS || entry.status() == RuleStatus.FAIL);
        }
    }
}
