package io.kspec.core.why;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.Resource;
import io.kspec.core.exemption.Exemption;
import io.kspec.core.exemption.Pardon;
import io.kspec.core.rule.ClusterRule;
import io.kspec.core.rule.Rule;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scope.Coverage;
import io.kspec.core.subject.Subject;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks one specification about one object, by the same judging as every door.
final class Interview {
    private final Declared declared;
    private final Rulebook rulebook;
    private final SubjectRef subject;
    private final Optional<Workload> workload;
    private final Circumstances circumstances;

    Interview(Declared declared, JsonNode object, Circumstances circumstances) {
        this.declared = declared;
        this.rulebook = declared.rulebook().at(circumstances.now());
        this.subject = Subject.of(object).ref();
        this.workload = Workload.of(object);
        this.circumstances = circumstances;
    }

    SpecificationAnswer answer(Optional<ClusterView> cluster) {
        var rules = new ArrayList<RuleAnswer>();
        var notes = new ArrayList<String>(Milder.notes(rulebook, subject, circumstances));
        workload.ifPresentOrElse(
                one -> rulebook.workloadRules().forEach(rule -> rules.add(told(rule, answer(rule, one)))),
                () -> note(rulebook.workloadRules().size(), "about workloads: %s is none", notes));
        if (cluster.isPresent()) {
            int silent = ofCluster(cluster.get(), rules);
            note(silent, "about the whole cluster and found nothing about %s", notes);
        } else {
            note(
                    rulebook.clusterRules().size(),
                    workload.isPresent()
                            ? "about the cluster and not about %s"
                            : "about a cluster: ask for %s in the cluster",
                    notes);
        }
        return new SpecificationAnswer(
                rulebook.specification(),
                rulebook.enforcement().mode(),
                rulebook.reach().activation().active(circumstances.now()),
                rules,
                notes);
    }

    private void note(int count, String about, List<String> notes) {
        if (count > 0) {
            notes.add("%s %s."
                    .formatted(count == 1 ? "1 rule is" : count + " rules are", about.formatted(subject.display())));
        }
    }

    private RuleAnswer told(Rule rule, Answer answer) {
        return new RuleAnswer(rule.id(), rule.card(), Asking.of(rule.id(), declared.origins()), answer);
    }

    private Answer answer(WorkloadRule rule, Workload one) {
        return switch (rulebook.reach().scope().covers(one.ref(), circumstances.namespaces())) {
            case Coverage.Outside outside ->
                new Answer.NotAsked("%s (spec.namespaceScope)".formatted(outside.because()));
            case Coverage.Unknown unknown -> new Answer.Unread(unknown.why());
            case Coverage.Inside _ ->
                rule.scope().covers(one.ref(), circumstances.namespaces()) instanceof Coverage.Outside outside
                        ? new Answer.NotAsked("%s (match of the rule)".formatted(outside.because()))
                        : judged(rulebook.judge(rule, one, circumstances));
        };
    }

    private Answer judged(Judgement judgement) {
        return pardoned(judgement.pardons()).orElseGet(() -> switch (judgement.verdict()) {
            case Verdict.Pass pass -> new Answer.Passed(pass.note());
            case Verdict.Fail fail -> new Answer.Broken(fail.violations());
            case Verdict.Manual manual -> new Answer.Question(manual.question());
            case Verdict.NotEvaluated unread -> new Answer.Unread(unread.why());
        });
    }

    private Optional<Answer> pardoned(List<Pardon> pardons) {
        return pardons.stream()
                .findFirst()
                .flatMap(first -> exemption(first.exemption()))
                .map(exemption -> new Answer.Pardoned(
                        pardons.stream().map(Pardon::violation).toList(), exemption));
    }

    private Optional<Exemption> exemption(String name) {
        return rulebook.reach().exemptions().holding(circumstances.now()).stream()
                .filter(exemption -> exemption.name().equals(name))
                .findFirst();
    }

    /// What rules about the cluster say of the object; answers how many say nothing of it.
    private int ofCluster(ClusterView cluster, List<RuleAnswer> rules) {
        int silent = 0;
        for (ClusterRule rule : rulebook.clusterRules()) {
            Optional<Answer> answer = ofObject(rule, rulebook.judge(rule, cluster, circumstances));
            answer.ifPresent(told -> rules.add(told(rule, told)));
            silent += answer.isPresent() ? 0 : 1;
        }
        return silent;
    }

    private Optional<Answer> ofObject(ClusterRule rule, Judgement judgement) {
        if (judgement.verdict() instanceof Verdict.Fail fail) {
            List<Violation> mine = fail.violations().stream()
                    .filter(violation -> isSubject(violation.subject()))
                    .toList();
            if (!mine.isEmpty()) {
                return Optional.of(new Answer.Broken(mine));
            }
        }
        List<Pardon> pardons = judgement.pardons().stream()
                .filter(pardon -> isSubject(pardon.violation().subject()))
                .toList();
        if (!pardons.isEmpty()) {
            return pardoned(pardons);
        }
        return judgement.verdict() instanceof Verdict.NotEvaluated unread && readsSuch(rule)
                ? Optional.of(new Answer.Unread(unread.why()))
                : Optional.empty();
    }

    private boolean isSubject(SubjectRef other) {
        return other.kind().equals(subject.kind())
                && other.namespace().equals(subject.namespace())
                && other.name().equals(subject.name());
    }

    private boolean readsSuch(ClusterRule rule) {
        return rule.reads().stream().map(Resource::kind).anyMatch(subject.kind()::equals);
    }
}
