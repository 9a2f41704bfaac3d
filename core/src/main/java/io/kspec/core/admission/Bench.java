package io.kspec.core.admission;

import io.kspec.core.admission.RuleAction.Action;
import io.kspec.core.exemption.Pardon;
import io.kspec.core.failure.Failure;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.spec.FailurePolicy;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.TemplateAction;
import io.kspec.core.subject.Workload;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;

/// Hears what every specification says about one workload, and rules. Used once, by one thread.
final class Bench {
    private final Workload workload;
    private final List<Breach> recorded = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<RuleAction> actions = new ArrayList<>();
    private final List<ShadowRefusal> shadows = new ArrayList<>();
    private final List<String> silent = new ArrayList<>();

    Bench(Workload workload) {
        this.workload = workload;
    }

    void hear(String specification, Enforcement enforcement, Consultation.Answer answer) {
        switch (answer) {
            case Consultation.Answer.Given given ->
                given.found().forEach(found -> hear(specification, enforcement, found));
            case Consultation.Answer.Silent unanswered -> {
                silent.add(specification);
                say("%s: %s".formatted(specification, unanswered.why().sentence()), actionOnFault(enforcement));
            }
        }
    }

    private void hear(String specification, Enforcement whole, Found found) {
        Judgement judgement = found.judgement();
        RuleId rule = judgement.rule().id();
        Enforcement enforcement = whole.of(rule);
        Action action =
                switch (judgement.verdict()) {
                    case Verdict.Pass _ -> passed(judgement.pardons());
                    case Verdict.Manual(String question) -> {
                        if (action(enforcement) != Action.RECORDED) {
                            warnings.add(question);
                        }
                        yield Action.ALLOWED;
                    }
                    case Verdict.Fail fail -> broken(specification, enforcement, found, fail);
                    case Verdict.NotEvaluated(Failure why) -> say(why.sentence(), actionOnFault(enforcement));
                };
        actions.add(new RuleAction(specification, rule, action));
    }

    private static Action passed(List<Pardon> pardons) {
        return pardons.isEmpty() ? Action.ALLOWED : Action.EXEMPTED;
    }

    private Action broken(String specification, Enforcement enforcement, Found found, Verdict.Fail fail) {
        List<Breach> breaches = fail.violations().stream()
                .map(violation -> Breach.of(specification, found.judgement().rule(), violation))
                .toList();
        if (!found.soBefore() && enforcement.mode() != Mode.ENFORCE && refusesUnderEnforce(enforcement)) {
            shadows.add(
                    new ShadowRefusal(specification, found.judgement().rule().id()));
        }
        Action action = action(enforcement);
        if (action == Action.RECORDED) {
            recorded.addAll(breaches);
        } else if (action == Action.DENIED && found.soBefore()) {
            breaches.forEach(breach -> warnings.add(breach.sentenceOfBefore()));
            return Action.WARNED;
        } else {
            breaches.forEach(breach -> say(breach.sentence(), action));
        }
        return action;
    }

    private Action say(String sentence, Action action) {
        switch (action) {
            case ALLOWED, EXEMPTED, RECORDED -> {}
            case WARNED -> warnings.add(sentence);
            case DENIED -> refusals.add(sentence);
        }
        return action;
    }

    Ruling ruling() {
        List<String> warned = Sentences.capped(warnings);
        Decision decision = !refusals.isEmpty()
                ? new Decision.Refuse(
                        "kspec refuses %s: %s"
                                .formatted(workload.ref().display(), String.join(" | ", Sentences.capped(refusals))),
                        warned,
                        recorded)
                : warned.isEmpty() ? new Decision.Admit(recorded) : new Decision.Warn(warned, recorded);
        return new Ruling(decision, actions, shadows, silent);
    }

    private Action action(Enforcement enforcement) {
        return switch (enforcement.mode()) {
            case MONITOR -> Action.RECORDED;
            case AUDIT -> Action.WARNED;
            case ENFORCE -> refusesUnderEnforce(enforcement) ? Action.DENIED : Action.WARNED;
        };
    }

    private boolean refusesUnderEnforce(Enforcement enforcement) {
        return workload.kind() == WorkloadKind.POD || enforcement.templates() == TemplateAction.DENY;
    }

    /// A fault refuses where a violation would, unless the user chose to fail open.
    private Action actionOnFault(Enforcement enforcement) {
        Action action = action(enforcement);
        return action == Action.DENIED && enforcement.failurePolicy() == FailurePolicy.IGNORE ? Action.WARNED : action;
    }
}
