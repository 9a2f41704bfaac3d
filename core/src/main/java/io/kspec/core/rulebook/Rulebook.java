package io.kspec.core.rulebook;

import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Rule;
import io.kspec.core.rule.Rules;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.subject.Workload;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecValidation;
import io.kspec.core.validation.UnbuiltField;
import java.util.List;
import java.util.Optional;

/// A compiled specification. Immutable: a changed specification compiles to a new one and a reference is swapped.
///
/// @param specification the name of the ClusterSpecification
/// @param version the specification's own version
/// @param notBuilt what the specification asks for and this version does not evaluate
public record Rulebook(
        String specification,
        Optional<String> version,
        Enforcement enforcement,
        List<WorkloadRule> workloadRules,
        List<ClusterRule> clusterRules,
        List<UnbuiltField> notBuilt) {
    public Rulebook {
        workloadRules = List.copyOf(workloadRules);
        clusterRules = List.copyOf(clusterRules);
        notBuilt = List.copyOf(notBuilt);
    }

    /// What became of compiling.
    public sealed interface Compilation {
        record Compiled(Rulebook rulebook, List<SpecProblem> warnings) implements Compilation {}

        /// `problems` is never empty.
        record Refused(List<SpecProblem> problems) implements Compilation {}
    }

    public static Compilation compile(String name, ClusterSpec spec) {
        SpecValidation validation = SpecValidation.of(spec);
        if (!validation.sound()) {
            return new Compilation.Refused(validation.problems());
        }
        List<Rule> rules = Rules.demandedBy(spec);
        return new Compilation.Compiled(
                new Rulebook(
                        name,
                        Optional.ofNullable(spec.version()),
                        Enforcement.of(spec),
                        of(WorkloadRule.class, rules),
                        of(ClusterRule.class, rules),
                        validation.notBuilt()),
                validation.warnings());
    }

    /// Every workload rule's verdict on one workload, in the order of the rules.
    public List<Judgement> judge(Workload workload) {
        return workloadRules.stream()
                .map(rule -> new Judgement(rule, rule.judge(workload)))
                .toList();
    }

    private static <T extends Rule> List<T> of(Class<T> kind, List<Rule> rules) {
        return rules.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
