package io.kspec.core.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kspec.core.ownership.GitOps;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.rulebook.Remediating;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Decides what is done about running workloads: exactly the fields that a rule demands, and only where the same
/// engine finds that the rule passes afterwards and no other rule fails that passed.
public final class Remedies {
    private final Rulebook rulebook;
    private final Circumstances circumstances;

    public Remedies(Rulebook rulebook, Circumstances circumstances) {
        this.rulebook = rulebook.at(circumstances.now());
        this.circumstances = circumstances;
    }

    /// Whether a specification asks for any of it, anywhere, at a time.
    public static boolean asked(Rulebook rulebook, Instant now) {
        Enforcement strictest = rulebook.enforcementAt(now);
        return rulebook.at(now).workloadRules().stream()
                .anyMatch(rule -> strictest.remediating(rule.id()) != Remediating.NEVER);
    }

    /// Never throws for any tree.
    ///
    /// @param live as the API server gives it, with `managedFields`
    public Remedy of(JsonNode live) {
        return Workload.of(live).map(this::of).orElseGet(Remedy.Nothing::new);
    }

    /// Whether what the API server makes of a change keeps its promise: the rules pass, and nothing else fails that
    /// did not before.
    public boolean keepsItsPromise(JsonNode before, JsonNode after, List<WorkloadRule> rules) {
        Set<RuleId> open = Workload.of(before).map(this::open).orElseGet(Set::of);
        Set<RuleId> left = Workload.of(after).map(this::open).orElse(open);
        return open.containsAll(left) && rules.stream().map(WorkloadRule::id).noneMatch(left::contains);
    }

    /// Whether a workload breaks a rule, or that cannot be told.
    ///
    /// @param rule an id as reports write it
    public boolean breaks(JsonNode live, String rule) {
        return Workload.of(live).stream()
                .flatMap(workload -> open(workload).stream())
                .anyMatch(id -> id.toString().equals(rule));
    }

    private Remedy of(Workload live) {
        Map<WorkloadRule, Remediating> failing = failing(live);
        if (failing.isEmpty() || Standing.isLeftAlone(live)) {
            return new Remedy.Nothing();
        }
        Mended all = mended(live, List.copyOf(failing.keySet()));
        var obstacle = Standing.obstacle(live);
        if (obstacle.isPresent()) {
            return suggest(failing, obstacle.get(), all);
        }
        var source = GitOps.of(live.subject().json());
        if (source.isEmpty()) {
            return applied(live, all);
        }
        List<WorkloadRule> evenManaged = failing.keySet().stream()
                .filter(rule -> failing.get(rule) == Remediating.ALWAYS)
                .toList();
        return evenManaged.isEmpty()
                ? suggest(
                        failing,
                        "it is kept by %s: change it there, or set remediateManaged for the rule"
                                .formatted(source.get().sentence()),
                        all)
                : applied(live, mended(live, evenManaged));
    }

    private static Remedy suggest(Map<WorkloadRule, Remediating> failing, String why, Mended all) {
        return new Remedy.Suggest(List.copyOf(failing.keySet()), why, all.changes());
    }

    private Remedy applied(Workload live, Mended mended) {
        if (mended.rules().isEmpty()) {
            return new Remedy.Suggest(mended.unmended(), String.join("; ", mended.left()), List.of());
        }
        Remediated remembered = Remediated.of(live.subject().json());
        for (var step : mended.steps().entrySet()) {
            remembered = remembered.and(step.getKey().id().toString(), step.getValue(), circumstances.now());
        }
        String annotation = remembered.text();
        if (annotation.getBytes(StandardCharsets.UTF_8).length > Remediated.LONGEST) {
            return new Remedy.Suggest(
                    mended.rules(), "what was changed would no longer fit into its annotation", mended.changes());
        }
        Document document = Document.of(live.subject().json());
        mended.changes().forEach(change -> document.put(change.spot(), change.applied()));
        document.put(Remediated.SPOT, TextNode.valueOf(annotation));
        return new Remedy.Apply(
                mended.rules(),
                mended.changes(),
                document.inOrderOf(live.subject().json()),
                mended.left());
    }

    /// The rules that ask for remediation here and fail, in their order.
    private Map<WorkloadRule, Remediating> failing(Workload live) {
        Enforcement here = rulebook.enforcementAt(circumstances, live.ref().namespace());
        var failing = new LinkedHashMap<WorkloadRule, Remediating>();
        for (Judgement judgement : rulebook.judge(live, circumstances)) {
            if (judgement.verdict() instanceof Verdict.Fail && judgement.rule() instanceof WorkloadRule rule) {
                Remediating asked = here.remediating(rule.id());
                if (asked != Remediating.NEVER) {
                    failing.put(rule, asked);
                }
            }
        }
        return failing;
    }

    private Mended mended(Workload live, List<WorkloadRule> rules) {
        return Mended.of(live, rules, this::open);
    }

    /// The rules that do not hold: broken, or not to be told.
    private Set<RuleId> open(Workload workload) {
        return rulebook.judge(workload, circumstances).stream()
                .filter(judgement -> judgement.verdict() instanceof Verdict.Fail
                        || judgement.verdict() instanceof Verdict.NotEvaluated)
                .map(judgement -> judgement.rule().id())
                .collect(Collectors.toSet());
    }
}
