package io.kspec.core.admission;

import io.kspec.core.failure.Failure;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.FailurePolicy;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.TemplateAction;
import io.kspec.core.subject.Subject;
import io.kspec.core.subject.Workload;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides requests from memory. All specifications are asked and the strictest answer wins: one specification can
/// never switch another off. Pure, and quick enough for an event loop.
public final class Admission {
    /// Warnings and listed violations beyond this are counted instead; the API server cuts longer answers.
    public static final int MOST_WARNINGS = 10;

    private Admission() {}

    public static Decision decide(List<Rulebook> rulebooks, AdmissionRequest request, Circumstances circumstances) {
        return rule(rulebooks, request, circumstances).decision();
    }

    /// The decision, and what it would have refused besides if every specification enforced everywhere.
    public static Ruling rule(List<Rulebook> rulebooks, AdmissionRequest request, Circumstances circumstances) {
        return workload(request)
                .filter(workload -> concerns(workload, request))
                .map(workload -> rule(rulebooks, workload, circumstances))
                .orElseGet(() -> new Ruling(new Decision.Admit(List.of()), List.of()));
    }

    /// Reviews may leave the namespace out of the object: the request has it.
    private static Optional<Workload> workload(AdmissionRequest request) {
        return request.object()
                .map(Subject::of)
                .map(subject -> within(request.namespace(), subject))
                .flatMap(Workload::of);
    }

    private static Subject within(String namespace, Subject subject) {
        SubjectRef ref = subject.ref();
        return new Subject(
                new SubjectRef(ref.apiVersion(), ref.kind(), namespace, ref.name(), ref.container()), subject.json());
    }

    /// What is being deleted must be able to go; a template that another judged workload owns was judged there; an
    /// update that leaves the pod as it is makes nothing worse.
    private static boolean concerns(Workload workload, AdmissionRequest request) {
        boolean going = workload.subject().json().path("metadata").hasNonNull("deletionTimestamp");
        boolean judgedAtItsOwner =
                workload.kind() != WorkloadKind.POD && workload.controller().isPresent();
        boolean unchanged = request.oldObject()
                .flatMap(Workload::of)
                .map(old -> old.podSpec().equals(workload.podSpec()))
                .orElse(false);
        return switch (request.operation()) {
            case CREATE -> !going && !judgedAtItsOwner;
            case UPDATE -> !going && !judgedAtItsOwner && !unchanged;
            case DELETE, CONNECT -> false;
        };
    }

    private static Ruling rule(List<Rulebook> rulebooks, Workload workload, Circumstances circumstances) {
        var shadows = new ArrayList<ShadowRefusal>();
        var recorded = new ArrayList<Breach>();
        var warnings = new ArrayList<String>();
        var refusals = new ArrayList<String>();
        for (Rulebook rulebook : rulebooks) {
            Enforcement here =
                    rulebook.enforcementAt(circumstances, workload.ref().namespace());
            if (!here.webhook()) {
                continue;
            }
            for (Judgement judgement : rulebook.judge(workload, circumstances)) {
                Enforcement enforcement = here.of(judgement.rule().id());
                switch (judgement.verdict()) {
                    case Verdict.Pass _ -> {}
                    case Verdict.Manual(String question) -> {
                        if (effect(enforcement, workload.kind()) != Effect.RECORD) {
                            warnings.add(question);
                        }
                    }
                    case Verdict.Fail(var violations) -> {
                        List<Breach> breaches = violations.stream()
                                .map(violation -> Breach.of(rulebook.specification(), judgement.rule(), violation))
                                .toList();
                        List<String> sentences =
                                breaches.stream().map(Breach::sentence).toList();
                        if (enforcement.mode() != Mode.ENFORCE && refusesUnderEnforce(enforcement, workload.kind())) {
                            shadows.add(new ShadowRefusal(
                                    rulebook.specification(), judgement.rule().id()));
                        }
                        switch (effect(enforcement, workload.kind())) {
                            case RECORD -> recorded.addAll(breaches);
                            case WARN -> warnings.addAll(sentences);
                            case REFUSE -> refusals.addAll(sentences);
                        }
                    }
                    case Verdict.NotEvaluated(Failure why) -> {
                        switch (effectOfFault(enforcement, workload.kind())) {
                            case RECORD -> {}
                            case WARN -> warnings.add(why.sentence());
                            case REFUSE -> refusals.add(why.sentence());
                        }
                    }
                }
            }
        }
        return new Ruling(decision(workload, recorded, warnings, refusals), shadows);
    }

    private static Decision decision(
            Workload workload, List<Breach> recorded, List<String> warnings, List<String> refusals) {
        if (!refusals.isEmpty()) {
            return new Decision.Refuse(
                    "kspec refuses %s: %s".formatted(workload.ref().display(), String.join(" | ", capped(refusals))));
        }
        return warnings.isEmpty() ? new Decision.Admit(recorded) : new Decision.Warn(capped(warnings));
    }

    private enum Effect {
        RECORD,
        WARN,
        REFUSE
    }

    private static Effect effect(Enforcement enforcement, WorkloadKind kind) {
        return switch (enforcement.mode()) {
            case MONITOR -> Effect.RECORD;
            case AUDIT -> Effect.WARN;
            case ENFORCE -> refusesUnderEnforce(enforcement, kind) ? Effect.REFUSE : Effect.WARN;
        };
    }

    private static boolean refusesUnderEnforce(Enforcement enforcement, WorkloadKind kind) {
        return kind == WorkloadKind.POD || enforcement.templates() == TemplateAction.DENY;
    }

    /// A fault refuses where a violation would, unless the user chose to fail open.
    private static Effect effectOfFault(Enforcement enforcement, WorkloadKind kind) {
        Effect effect = effect(enforcement, kind);
        return effect == Effect.REFUSE && enforcement.failurePolicy() == FailurePolicy.IGNORE ? Effect.WARN : effect;
    }

    /// Each sentence once: what leaves many rules without an answer is said once.
    private static List<String> capped(List<String> all) {
        List<String> sentences = all.stream().distinct().toList();
        if (sentences.size() <= MOST_WARNINGS) {
            return sentences;
        }
        var first = new ArrayList<>(sentences.subList(0, MOST_WARNINGS - 1));
        first.add("and %d more; `kspec scan` lists them all".formatted(sentences.size() - first.size()));
        return first;
    }
}
