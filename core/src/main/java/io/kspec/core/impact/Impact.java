package io.kspec.core.impact;

import io.kspec.core.rule.Rule;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Enforcement;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.spec.FailurePolicy;
import io.kspec.core.spec.Mode;
import io.kspec.core.spec.NativePolicyAction;
import io.kspec.core.subject.Workload;
import io.kspec.core.subject.WorkloadKind;
import io.kspec.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What would become of running workloads under a new specification, by what they belong to at the top.
///
/// An owner is refused when one of its pods, or the template that its next pods are made from, breaks a rule of a
/// specification that refuses: the API server would not let that pod be created again.
///
/// @param newlyRefused refused by the new specification and by nothing now; in the order of namespaces and names
/// @param noLongerRefused refused now, and by nothing then
/// @param stillRefused how many are refused before and after
/// @param stillAdmitted how many are refused by neither
public record Impact(List<Refused> newlyRefused, List<Refused> noLongerRefused, int stillRefused, int stillAdmitted) {
    public Impact {
        newlyRefused = List.copyOf(newlyRefused);
        noLongerRefused = List.copyOf(noLongerRefused);
    }

    /// Compares what is in force with what would be. Pure.
    ///
    /// @param current what is in force, each in its own mode; one of the name of the new one is replaced by it
    /// @param next the new one, compiled in mode enforce; judged as if it were active, and its stage's time had
    ///     come
    /// @param workloads what runs; owners before what they own
    public static Impact of(
            List<Rulebook> current, Rulebook next, List<Workload> workloads, Circumstances circumstances) {
        List<Rulebook> before = current.stream()
                .filter(rulebook -> refuses(rulebook.enforcementAt(circumstances.now())))
                .toList();
        List<Rulebook> others = before.stream()
                .filter(rulebook -> !rulebook.specification().equals(next.specification()))
                .toList();
        Map<Owner, Refused> refusedBefore =
                refused(workloads, workload -> refusalsNow(before, workload, circumstances));
        Map<Owner, Refused> refusedAfter = refused(
                workloads,
                workload -> Stream.concat(
                        refusalsNow(others, workload, circumstances),
                        refusals(
                                next,
                                next.enforcementOnceBegun(circumstances, namespace(workload)),
                                workload,
                                circumstances)));
        int owners = (int)
                judged(workloads).map(new Owners(workloads)::of).distinct().count();
        var either = new HashSet<>(refusedBefore.keySet());
        either.addAll(refusedAfter.keySet());
        List<Refused> newly = without(refusedAfter, refusedBefore.keySet());
        List<Refused> noLonger = without(refusedBefore, refusedAfter.keySet());
        return new Impact(newly, noLonger, either.size() - newly.size() - noLonger.size(), owners - either.size());
    }

    private static boolean refuses(Enforcement enforcement) {
        return enforcement.mode() == Mode.ENFORCE
                && (enforcement.webhook() || enforcement.nativePolicies() == NativePolicyAction.DENY);
    }

    private static List<Refused> without(Map<Owner, Refused> refused, Set<Owner> others) {
        return refused.values().stream()
                .filter(one -> !others.contains(one.owner()))
                .sorted(Comparator.comparing((Refused one) -> one.owner().namespace())
                        .thenComparing(one -> one.owner().display()))
                .toList();
    }

    /// What makes pods by itself, and the pods: what stands between them was made from a template that is judged.
    private static Stream<Workload> judged(List<Workload> workloads) {
        return workloads.stream()
                .filter(workload -> workload.kind() == WorkloadKind.POD
                        || workload.controller().isEmpty());
    }

    private static Map<Owner, Refused> refused(List<Workload> workloads, Function<Workload, Stream<Refusal>> refusing) {
        var owners = new Owners(workloads);
        var refused = new LinkedHashMap<Owner, Refused>();
        judged(workloads).forEach(workload -> {
            List<Refusal> refusals = refusing.apply(workload).toList();
            if (!refusals.isEmpty()) {
                int pods = workload.kind() == WorkloadKind.POD ? 1 : 0;
                refused.merge(owners.of(workload), new Refused(owners.of(workload), pods, refusals), Impact::together);
            }
        });
        return refused;
    }

    /// Each rule once, with what it said first.
    private static Refused together(Refused one, Refused other) {
        var refusals = new ArrayList<>(one.refusals());
        other.refusals().stream()
                .filter(refusal -> one.refusals().stream()
                        .noneMatch(said -> said.rule().equals(refusal.rule())
                                && said.specification().equals(refusal.specification())))
                .forEach(refusals::add);
        return new Refused(one.owner(), one.pods() + other.pods(), refusals);
    }

    private static Stream<Refusal> refusalsNow(
            List<Rulebook> rulebooks, Workload workload, Circumstances circumstances) {
        return rulebooks.stream()
                .flatMap(rulebook -> refusals(
                        rulebook, rulebook.enforcementAt(circumstances, namespace(workload)), workload, circumstances));
    }

    /// Of the rules that refuse in the namespace of the workload: a stage or a mode of their own has others only
    /// warn.
    private static Stream<Refusal> refusals(
            Rulebook rulebook, Enforcement here, Workload workload, Circumstances circumstances) {
        return rulebook.judge(workload, circumstances).stream()
                .filter(judgement -> refuses(here.of(judgement.rule().id())))
                .flatMap(judgement -> refusal(rulebook, judgement).stream());
    }

    private static String namespace(Workload workload) {
        return workload.ref().namespace();
    }

    private static Optional<Refusal> refusal(Rulebook rulebook, Judgement judgement) {
        Rule rule = judgement.rule();
        return switch (judgement.verdict()) {
            case Verdict.Pass _, Verdict.Manual _ -> Optional.empty();
            case Verdict.Fail fail ->
                Optional.of(refusal(
                        rulebook,
                        rule,
                        fail.violations().getFirst().sentence(),
                        fail.violations().getFirst().fix()));
            case Verdict.NotEvaluated unread ->
                rulebook.enforcement().failurePolicy() == FailurePolicy.FAIL
                        ? Optional.of(refusal(
                                rulebook,
                                rule,
                                unread.why().what(),
                                unread.why().remedy()))
                        : Optional.empty();
        };
    }

    private static Refusal refusal(Rulebook rulebook, Rule rule, String because, String fix) {
        return new Refusal(
                rulebook.specification(),
                rule.id(),
                rule.card().check(),
                rule.card().severity(),
                because,
                fix);
    }
}
