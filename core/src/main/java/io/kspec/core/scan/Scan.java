package io.kspec.core.scan;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.exemption.ExemptionUse;
import io.kspec.core.exemption.Pardon;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Rule;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.subject.Workload;
import io.kspec.core.validation.UnbuiltField;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Judges a whole cluster, or objects out of files, by one rulebook. Pure: the same input gives the same result.
public final class Scan {
    private Scan() {}

    /// Everything that the rules of a rulebook read of a cluster, and its namespaces where the scope reads their
    /// labels.
    public static Set<Resource> reads(Rulebook rulebook) {
        Stream<Resource> ofClusterRules = rulebook.clusterRules().stream().flatMap(rule -> rule.reads().stream());
        Stream<Resource> ofWorkloadRules =
                rulebook.workloadRules().isEmpty() ? Stream.empty() : RunningWorkloads.READS.stream();
        Stream<Resource> ofScope = rulebook.reach().scope().readsLabels()
                        || rulebook.workloadRules().stream()
                                .anyMatch(rule -> rule.scope().readsLabels())
                ? Stream.of(Resource.NAMESPACES)
                : Stream.empty();
        return Stream.of(ofClusterRules, ofWorkloadRules, ofScope)
                .flatMap(resources -> resources)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether a rule may read what a watch need not keep: see [WorkloadRule#readsBeyondTheEssence].
    public static boolean readsBeyondTheEssence(Rulebook rulebook) {
        return rulebook.workloadRules().stream().anyMatch(WorkloadRule::readsBeyondTheEssence);
    }

    /// Judges a cluster as it was read.
    public static ScanResult cluster(Rulebook compiled, ClusterView cluster, Instant now) {
        Rulebook rulebook = compiled.at(now);
        var circumstances = new Circumstances(
                NamespacesRead.of(cluster.list(Resource.NAMESPACES).items()), now);
        RunningWorkloads running = RunningWorkloads.of(cluster);
        InScope inScope = InScope.of(running.workloads(), rulebook.reach().scope(), circumstances.namespaces());
        var results = new ArrayList<RuleResult>();
        for (WorkloadRule rule : rulebook.workloadRules()) {
            List<Judgement> judgements = RunningWorkloads.judged(
                    inScope.inside(), workload -> rulebook.judge(rule, workload, circumstances));
            results.add(overall(rule, judgements, inScope.gaps(running.gaps())));
        }
        for (ClusterRule rule : rulebook.clusterRules()) {
            Judgement judgement = rulebook.judge(rule, cluster, circumstances);
            List<Failure> gaps = judgement.verdict() instanceof Verdict.Fail ? rule.gaps(cluster) : List.of();
            results.add(overall(rule, List.of(judgement), gaps));
        }
        rulebook.notBuilt().forEach(field -> results.add(notBuilt(field)));
        return result(rulebook, results, now);
    }

    /// Judges objects out of files: cluster rules are not asked, and nothing is asked where there is no workload.
    ///
    /// @param gaps documents that could not be read
    public static ScanResult files(
            Rulebook compiled, List<Workload> workloads, List<Failure> gaps, Circumstances circumstances) {
        Rulebook rulebook = compiled.at(circumstances.now());
        InScope inScope = InScope.of(workloads, rulebook.reach().scope(), circumstances.namespaces());
        List<Failure> unread = inScope.gaps(gaps);
        var results = new ArrayList<RuleResult>();
        for (WorkloadRule rule : rulebook.workloadRules()) {
            List<Judgement> judgements = inScope.inside().stream()
                    .map(workload -> rulebook.judge(rule, workload, circumstances))
                    .toList();
            results.add(
                    judgements.isEmpty() && unread.isEmpty()
                            ? skipped(rule, "no workload to judge")
                            : overall(rule, judgements, unread));
        }
        for (ClusterRule rule : rulebook.clusterRules()) {
            results.add(skipped(rule, "judges a cluster, not files"));
        }
        for (UnbuiltField field : rulebook.notBuilt()) {
            if (field.judgesWorkloads()) {
                results.add(notBuilt(field));
            }
        }
        return result(rulebook, results, circumstances.now());
    }

    private static ScanResult result(Rulebook rulebook, List<RuleResult> results, Instant now) {
        var all = new ArrayList<>(results);
        all.addAll(FrameworkResults.of(rulebook.frameworks(), results));
        Map<String, Long> pardoned = results.stream()
                .flatMap(result -> result.exempted().stream())
                .collect(Collectors.groupingBy(Pardon::exemption, Collectors.counting()));
        List<ExemptionUse> exemptions = rulebook.reach().exemptions().list().stream()
                .map(exemption -> ExemptionUse.of(
                        exemption, pardoned.getOrDefault(exemption.name(), 0L).intValue(), now))
                .toList();
        return new ScanResult(
                rulebook.specification(), rulebook.reach().activation().active(now), Summary.of(all), all, exemptions);
    }

    /// One result out of a rule's verdicts. A violation fails whatever else could not be read; without one, a gap
    /// leaves the rule not evaluated.
    private static RuleResult overall(Rule rule, List<Judgement> judgements, List<Failure> unread) {
        var violations = new ArrayList<Violation>();
        var pardons = new ArrayList<Pardon>();
        var gaps = new LinkedHashSet<>(unread);
        var questions = new ArrayList<String>();
        var notes = new ArrayList<String>();
        for (Judgement judgement : judgements) {
            pardons.addAll(judgement.pardons());
            switch (judgement.verdict()) {
                case Verdict.Pass(String note) -> notes.add(note);
                case Verdict.Fail(List<Violation> found) -> violations.addAll(found);
                case Verdict.Manual(String question) -> questions.add(question);
                case Verdict.NotEvaluated(Failure why) -> gaps.add(why);
            }
        }
        return settled(rule, violations, List.copyOf(gaps), questions, notes).exempting(pardons);
    }

    private static RuleResult settled(
            Rule rule, List<Violation> violations, List<Failure> gaps, List<String> questions, List<String> notes) {
        if (!violations.isEmpty()) {
            String headline = rule.headline(violations);
            return result(
                    rule,
                    RuleStatus.FAIL,
                    gaps.isEmpty() ? headline : headline + RuleResult.INCOMPLETE + why(gaps) + ")",
                    violations,
                    gaps);
        }
        if (!gaps.isEmpty()) {
            return result(rule, RuleStatus.NOT_EVALUATED, why(gaps), List.of(), gaps);
        }
        if (!questions.isEmpty()) {
            return result(rule, RuleStatus.MANUAL, questions.getFirst(), List.of(), gaps);
        }
        String note = notes.stream()
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(rule.card().title());
        return result(rule, RuleStatus.PASS, note, List.of(), gaps);
    }

    private static RuleResult result(
            Rule rule, RuleStatus status, String message, List<Violation> findings, List<Failure> gaps) {
        Map<String, Object> details = findings.isEmpty() ? Map.of() : rule.details(findings);
        return new RuleResult(rule.id(), rule.card(), status, message, findings, List.of(), details, gaps);
    }

    private static RuleResult skipped(Rule rule, String because) {
        return result(rule, RuleStatus.SKIP, because, List.of(), List.of());
    }

    private static String why(List<Failure> gaps) {
        String first = gaps.getFirst().sentence();
        return gaps.size() == 1 ? first : "%s And %d more could not be read.".formatted(first, gaps.size() - 1);
    }

    private static RuleResult notBuilt(UnbuiltField field) {
        Failure why = new Failure.NotBuilt(field.path().dotted());
        var card = new RuleCard(
                "specification-coverage",
                Category.SPECIFICATION,
                Severity.MEDIUM,
                "Every field of the specification is evaluated",
                "A demand that nothing evaluates protects nothing.",
                why.remedy(),
                List.of());
        return new RuleResult(
                new RuleId("specification-field-is-evaluated", field.path().dotted()),
                card,
                RuleStatus.NOT_EVALUATED,
                why.sentence(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(why));
    }
}
