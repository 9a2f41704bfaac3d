package io.kspec.core.rulebook;

import io.kspec.core.cluster.ClusterView;
import io.kspec.core.exemption.Exemption;
import io.kspec.core.exemption.Pardon;
import io.kspec.core.exemption.Petitioner;
import io.kspec.core.failure.Failure;
import io.kspec.core.framework.Framework;
import io.kspec.core.framework.Frameworks;
import io.kspec.core.resolve.Library;
import io.kspec.core.resolve.Origin;
import io.kspec.core.resolve.Resolution;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Rule;
import io.kspec.core.rule.Rules;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.scope.Coverage;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.Mode;
import io.kspec.core.subject.Workload;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecValidation;
import io.kspec.core.validation.UnbuiltField;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// A compiled specification. Immutable: a changed specification compiles to a new one and a reference is swapped.
///
/// @param specification the name of the ClusterSpecification
/// @param version the specification's own version
/// @param frameworks what reports are broken down by
/// @param notBuilt what the specification asks for and this version does not evaluate
/// @param eras the rules of later times, the earliest first; see [#at]
public record Rulebook(
        String specification,
        Optional<String> version,
        Enforcement enforcement,
        Reach reach,
        List<WorkloadRule> workloadRules,
        List<ClusterRule> clusterRules,
        List<Framework> frameworks,
        List<UnbuiltField> notBuilt,
        List<Era> eras) {
    public Rulebook {
        workloadRules = List.copyOf(workloadRules);
        clusterRules = List.copyOf(clusterRules);
        frameworks = List.copyOf(frameworks);
        notBuilt = List.copyOf(notBuilt);
        eras = List.copyOf(eras);
    }

    /// A rulebook whose rules stay as they are.
    public Rulebook(
            String specification,
            Optional<String> version,
            Enforcement enforcement,
            Reach reach,
            List<WorkloadRule> workloadRules,
            List<ClusterRule> clusterRules,
            List<Framework> frameworks,
            List<UnbuiltField> notBuilt) {
        this(specification, version, enforcement, reach, workloadRules, clusterRules, frameworks, notBuilt, List.of());
    }

    /// What became of compiling.
    public sealed interface Compilation {
        /// A rulebook to judge by.
        ///
        /// @param origins who declared each demand, in the order of the fields
        record Compiled(Rulebook rulebook, List<SpecProblem> warnings, List<Origin> origins) implements Compilation {
            public Compiled {
                warnings = List.copyOf(warnings);
                origins = List.copyOf(origins);
            }
        }

        /// `problems` is never empty.
        record Refused(List<SpecProblem> problems) implements Compilation {}
    }

    /// Compiles a specification that builds on built-in templates at most.
    public static Compilation compile(String name, ClusterSpec own) {
        return compile(name, own, Library.builtIn());
    }

    /// Compiles a specification together with the template and the bases it builds on. Never throws for any
    /// specification that could be read.
    public static Compilation compile(String name, ClusterSpec own, Library library) {
        return switch (Resolution.of(name, own, library)) {
            case Resolution.Refused refused -> new Compilation.Refused(refused.problems());
            case Resolution.Resolved resolved -> compile(name, resolved);
        };
    }

    private static Compilation compile(String name, Resolution.Resolved resolved) {
        ClusterSpec spec = resolved.effective();
        SpecValidation validation = SpecValidation.of(spec);
        if (!validation.sound()) {
            return new Compilation.Refused(validation.problems());
        }
        List<Rule> rules = Rules.demandedBy(spec);
        List<Era> eras = Era.of(spec);
        var rulebook = new Rulebook(
                name,
                Optional.ofNullable(spec.version()),
                Enforcement.of(spec, Era.all(rules, eras)),
                Reach.of(spec),
                Era.workloadRules(rules),
                Era.clusterRules(rules),
                Frameworks.demandedBy(spec),
                validation.notBuilt(),
                eras);
        var warnings = new ArrayList<>(resolved.warnings());
        warnings.addAll(validation.warnings());
        return new Compilation.Compiled(rulebook, warnings, resolved.origins());
    }

    /// The same rulebook with a deadline for what users' expressions may take.
    ///
    /// @param nanoseconds a clock that only goes forward
    public Rulebook timedBy(LongSupplier nanoseconds) {
        return new Rulebook(
                specification,
                version,
                enforcement,
                reach,
                workloadRules.stream().map(rule -> rule.timedBy(nanoseconds)).toList(),
                clusterRules,
                frameworks,
                notBuilt,
                eras.stream().map(era -> era.timedBy(nanoseconds)).toList());
    }

    /// The same where the API server admits what kspec does not answer, whatever the specification says.
    public Rulebook failingOpen() {
        return new Rulebook(
                specification,
                version,
                enforcement.failingOpen(),
                reach,
                workloadRules,
                clusterRules,
                frameworks,
                notBuilt,
                eras);
    }

    /// The rulebook of a time, with the rules as they are then: an exemption out of which rules were bound may have
    /// ended. Whoever reads [#workloadRules] or [#clusterRules] asks this one.
    public Rulebook at(Instant now) {
        if (eras.isEmpty()) {
            return this;
        }
        return eras.stream()
                .filter(era -> !now.isBefore(era.from()))
                .reduce((_, later) -> later)
                .map(era -> new Rulebook(
                        specification,
                        version,
                        enforcement,
                        reach,
                        era.workloadRules(),
                        era.clusterRules(),
                        frameworks,
                        notBuilt))
                .orElse(this);
    }

    /// How the specification is held in force where it is strictest at a time: outside the times in which it is
    /// active it only records, and before its stage has begun anywhere it only warns.
    public Enforcement enforcementAt(Instant now) {
        if (!reach.activation().active(now)) {
            return enforcement.atMost(Mode.MONITOR);
        }
        return enforcement.staging().at(now) instanceof Staging.Stage.Nowhere
                ? enforcement.atMost(Mode.AUDIT)
                : enforcement;
    }

    /// How it is held in force in one namespace. What one rule does there, [Enforcement#of] tells.
    ///
    /// @param namespace empty for what has none
    public Enforcement enforcementAt(Circumstances circumstances, String namespace) {
        Enforcement strictest = enforcementAt(circumstances.now());
        boolean refuses = strictest.mode() == Mode.ENFORCE
                && enforcement.staging().refuses(namespace, circumstances.namespaces(), circumstances.now());
        return refuses ? strictest : strictest.atMost(Mode.AUDIT);
    }

    /// How it will be held in force in one namespace at a time at which it is active, when the time has come from
    /// which it refuses everywhere; without such a time the canary namespaces stay the only ones that refuse.
    public Enforcement enforcementOnceBegun(Circumstances circumstances, String namespace) {
        Staging staging = enforcement.staging();
        Instant begun = staging.from().orElse(circumstances.now());
        return staging.refuses(namespace, circumstances.namespaces(), begun)
                ? enforcement
                : enforcement.atMost(Mode.AUDIT);
    }

    /// When the answer to anything above changes next by the passing of time alone, as far as it is written down:
    /// a stage begins, or an exemption ends. The windows of `timeBasedActivation` are not looked at.
    public Optional<Instant> nextChange(Instant now) {
        return Stream.of(
                        enforcement.staging().from().stream(),
                        eras.stream().map(Era::from),
                        reach.exemptions().list().stream().flatMap(exemption -> exemption.expires().stream()))
                .flatMap(times -> times)
                .filter(now::isBefore)
                .min(Comparator.naturalOrder());
    }

    /// Every workload rule's verdict on one workload, in the order of the rules; none when the workload is in a
    /// namespace that the specification does not speak of.
    public List<Judgement> judge(Workload workload, Circumstances circumstances) {
        return switch (reach.scope().covers(workload.ref(), circumstances.namespaces())) {
            case Coverage.Inside _ ->
                at(circumstances.now()).workloadRules().stream()
                        .map(rule -> judge(rule, workload, circumstances))
                        .toList();
            case Coverage.Outside _ -> List.of();
            case Coverage.Unknown(Failure why) ->
                at(circumstances.now()).workloadRules().stream()
                        .map(rule -> new Judgement(rule, new Verdict.NotEvaluated(why)))
                        .toList();
        };
    }

    /// One rule's verdict on a workload that is known to be in the scope of the specification.
    public Judgement judge(WorkloadRule rule, Workload workload, Circumstances circumstances) {
        Verdict verdict =
                switch (rule.scope().covers(workload.ref(), circumstances.namespaces())) {
                    case Coverage.Inside _ -> rule.judge(workload);
                    case Coverage.Outside _ -> Verdict.PASS;
                    case Coverage.Unknown(Failure why) -> new Verdict.NotEvaluated(why);
                };
        if (!(verdict instanceof Verdict.Fail fail) || reach.exemptions().list().isEmpty()) {
            return new Judgement(rule, verdict);
        }
        return reach.exemptions()
                .pardoning(rule, Petitioner.of(workload), circumstances.now())
                .map(exemption -> pardoned(rule, fail, exemption))
                .orElseGet(() -> new Judgement(rule, verdict));
    }

    /// A cluster rule's verdict, without what is out of scope and what is pardoned.
    public Judgement judge(ClusterRule rule, ClusterView cluster, Circumstances circumstances) {
        Verdict verdict = rule.judge(cluster);
        if (!(verdict instanceof Verdict.Fail fail) || reach.equals(Reach.WHOLE)) {
            return new Judgement(rule, verdict);
        }
        var left = new ArrayList<Violation>();
        var pardons = new ArrayList<Pardon>();
        var unknown = new ArrayList<Failure>();
        for (Violation violation : fail.violations()) {
            switch (reach.scope().covers(violation.subject(), circumstances.namespaces())) {
                case Coverage.Outside _ -> {}
                case Coverage.Unknown(Failure why) -> unknown.add(why);
                case Coverage.Inside _ ->
                    pardoning(rule, violation, circumstances.now())
                            .ifPresentOrElse(
                                    exemption -> pardons.add(new Pardon(violation, exemption.name())),
                                    () -> left.add(violation));
            }
        }
        if (left.isEmpty() && !unknown.isEmpty()) {
            return new Judgement(rule, new Verdict.NotEvaluated(unknown.getFirst()), pardons);
        }
        return new Judgement(rule, rule.verdict(cluster, left, ""), pardons);
    }

    private Optional<Exemption> pardoning(Rule rule, Violation violation, Instant now) {
        return reach.exemptions().pardoning(rule, Petitioner.of(violation.subject()), now);
    }

    private static Judgement pardoned(Rule rule, Verdict.Fail fail, Exemption exemption) {
        return new Judgement(
                rule,
                Verdict.PASS,
                fail.violations().stream()
                        .map(violation -> new Pardon(violation, exemption.name()))
                        .toList());
    }
}
