package io.kspec.core.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.fix.Edit;
import io.kspec.core.fix.Edits;
import io.kspec.core.fix.Fix;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.subject.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A workload after the fixes of some rules, each judged on what the one before it left.
///
/// @param changes between the workload as it is and as it would be
/// @param steps what each rule changed, in order; the rules that pass afterwards
/// @param unmended the other rules
/// @param left why, one sentence for each of them
record Mended(
        List<FieldChange> changes,
        Map<WorkloadRule, List<FieldChange>> steps,
        List<WorkloadRule> unmended,
        List<String> left) {
    Mended {
        changes = List.copyOf(changes);
        unmended = List.copyOf(unmended);
        left = List.copyOf(left);
    }

    /// @param open which rules do not hold of a workload
    static Mended of(Workload live, List<WorkloadRule> rules, Function<Workload, Set<RuleId>> open) {
        var steps = new LinkedHashMap<WorkloadRule, List<FieldChange>>();
        var unmended = new ArrayList<WorkloadRule>();
        var left = new ArrayList<String>();
        Workload current = live;
        Set<RuleId> broken = open.apply(live);
        for (WorkloadRule rule : rules) {
            if (!broken.contains(rule.id())) { // what an earlier fix did was enough
                steps.put(rule, List.of());
                continue;
            }
            switch (step(current, rule, broken, open)) {
                case Step.Done done -> {
                    steps.put(rule, done.changes());
                    current = done.workload();
                    broken = done.broken();
                }
                case Step.Left why -> {
                    unmended.add(rule);
                    left.add("%s: %s".formatted(rule.id(), why.why()));
                }
            }
        }
        return new Mended(between(live, current), steps, unmended, left);
    }

    private sealed interface Step {
        record Done(Workload workload, List<FieldChange> changes, Set<RuleId> broken) implements Step {}

        record Left(String why) implements Step {}
    }

    private static Step step(
            Workload current, WorkloadRule rule, Set<RuleId> broken, Function<Workload, Set<RuleId>> open) {
        return switch (rule.fix(current)) {
            case Fix.ByHand(String hint) -> new Step.Left(hint);
            case Fix.Edits(List<Edit> edits) -> {
                Workload next = current.as(Edits.apply(current.subject().json(), edits));
                List<FieldChange> changes = between(current, next);
                Optional<FieldChange> beyond = changes.stream()
                        .filter(change -> !change.canBeApplied())
                        .findFirst();
                Set<RuleId> after = open.apply(next);
                var fresh = new HashSet<>(after);
                fresh.removeAll(broken);
                if (beyond.isPresent()) {
                    yield new Step.Left("a person must take %s away: an apply cannot"
                            .formatted(beyond.get().spot().display()));
                }
                if (after.contains(rule.id())) {
                    yield new Step.Left(rule.card().fix());
                }
                yield fresh.isEmpty()
                        ? new Step.Done(next, changes, after)
                        : new Step.Left("the change would break %s".formatted(fresh));
            }
        };
    }

    private static List<FieldChange> between(Workload before, Workload after) {
        JsonNode one = before.subject().json();
        return FieldChange.between(one, after.subject().json());
    }

    /// Those that pass afterwards.
    List<WorkloadRule> rules() {
        return List.copyOf(steps.keySet());
    }
}
