package io.kspec.core.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.subject.Subject;
import io.kspec.core.subject.Workload;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/// Decides requests from memory. All specifications are asked and the strictest answer wins: one specification can
/// never switch another off. Pure, and quick enough for an event loop.
public final class Admission {
    private Admission() {}

    public static Decision decide(List<Rulebook> rulebooks, AdmissionRequest request, Circumstances circumstances) {
        return rule(rulebooks, request, circumstances, Consultation.DIRECT).decision();
    }

    /// The decision with what each rule had to do with it.
    public static Ruling rule(
            List<Rulebook> rulebooks,
            AdmissionRequest request,
            Circumstances circumstances,
            Consultation consultation) {
        Optional<Workload> concerned = workload(request, request.object());
        if (concerned.isEmpty()) {
            return Ruling.NO_CONCERN;
        }
        Workload workload = concerned.get();
        Optional<Workload> before = workload(request, request.oldObject());
        if (!concerns(workload, before, request)) {
            return Ruling.NO_CONCERN;
        }
        var bench = new Bench(workload);
        Optional<Ratchet> ratchet = Ratchet.of(before, workload);
        for (Rulebook rulebook : rulebooks) {
            Enforcement enforcement =
                    rulebook.enforcementAt(circumstances, workload.ref().namespace());
            if (enforcement.webhook()) {
                bench.hear(
                        rulebook.specification(),
                        enforcement,
                        consultation.ask(rulebook, () -> found(rulebook, workload, ratchet, circumstances)));
            }
        }
        return bench.ruling();
    }

    private static List<Found> found(
            Rulebook rulebook, Workload workload, Optional<Ratchet> ratchet, Circumstances circumstances) {
        return rulebook.judge(workload, circumstances).stream()
                .map(judgement -> new Found(
                        judgement,
                        judgement.verdict() instanceof Verdict.Fail
                                && judgement.rule() instanceof WorkloadRule rule
                                && ratchet.map(one -> one.soBefore(rule)).orElse(false)))
                .toList();
    }

    /// Reviews may leave the namespace out of the object: the request has it.
    static Optional<Workload> workload(AdmissionRequest request, Optional<JsonNode> object) {
        return object.map(Subject::of)
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
    private static boolean concerns(Workload workload, Optional<Workload> before, AdmissionRequest request) {
        boolean going = workload.subject().json().path("metadata").hasNonNull("deletionTimestamp");
        boolean judgedAtItsOwner =
                workload.kind() != WorkloadKind.POD && workload.controller().isPresent();
        return switch (request.operation()) {
            case CREATE -> !going && !judgedAtItsOwner;
            case UPDATE ->
                !going
                        && !judgedAtItsOwner
                        && before.map(old -> !old.podSpec().equals(workload.podSpec()))
                                .orElse(true);
            case DELETE, CONNECT -> false;
        };
    }
}
