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
import io.kspec.core.scope.Coverage;
import io.kspec.core.subject.Workload;
import io.kspec.core.validation.UnbuiltField;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
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
        List<Tally<WorkloadRule>> tallies = tallies(rulebook.workloadRules());
        var unread = new ArrayList<>(RunningWorkloads.gaps(cluster));
        unread.addAll(judge(rulebook, RunningWorkloads.of(cluster), circumstances, tallies, new Repeats()::leftOut));
        var results = new ArrayList<RuleResult>();
        tallies.forEach(tally -> results.add(tally.result(unread)));
        for (ClusterRule rule : rulebook.clusterRules()) {
            Judgement judgement = rulebook.judge(rule, cluster, circumstances);
            List<Failure> gaps = judgement.verdict() instanceof Verdict.Fail ? rule.gaps(cluster) : List.of();
            var tally = new Tally<>(rule);
            tally.add(judgement);
            results.add(tally.result(gaps));
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
        List<Tally<WorkloadRule>> tallies = tallies(rulebook.workloadRules());
        var unread = new ArrayList<>(gaps);
        unread.addAll(judge(rulebook, workloads.stream(), circumstances, tallies, (judgement, _) -> judgement));
        var results = new ArrayList<RuleResult>();
        for (Tally<WorkloadRule> tally : tallies) {
            results.add(
                    tally.isEmpty() && unread.isEmpty()
                            ? skipped(tally.rule(), "no workload to judge")
                            : tally.result(unread));
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

    private static List<Tally<WorkloadRule>> tallies(List<WorkloadRule> rules) {
        return rules.stream().map(rule -> new Tally<>(rule)).toList();
    }

    /// Asks every rule about one workload after the other.
    ///
    /// @param heard what counts of a judgement
    /// @return why it could not be told of some whether the specification speaks of them
    private static Set<Failure> judge(
            Rulebook rulebook,
            Stream<Workload> workloads,
            Circumstances circumstances,
            List<Tally<WorkloadRule>> tallies,
            BiFunction<Judgement, Workload, Judgement> heard) {
        var unplaced = new LinkedHashSet<Failure>();
        workloads.forEach(workload -> {
            switch (rulebook.reach().scope().covers(workload.ref(), circumstances.namespaces())) {
                case Coverage.Inside _ ->
                    tallies.forEach(tally ->
                            tally.add(heard.apply(rulebook.judge(tally.rule(), workload, circumstances), workload)));
                case Coverage.Outside _ -> {}
                case Coverage.Unknown(Failure why) -> unplaced.add(why);
            }
        });
        return unplaced;
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

    private static RuleResult skipped(Rule rule, String because) {
        return RuleResult.of(rule, RuleStatus.SKIP, because, List.of(), List.of());
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
