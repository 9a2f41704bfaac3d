package io.kspec.lifecycle.health;

import io.kspec.lifecycle.health.OperatorHealth.PodHealth;
import io.kspec.lifecycle.health.OperatorHealth.ReconciliationHealth;
import io.kspec.lifecycle.health.OperatorHealth.WebhookHealth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What evidence says about an operator on a cluster. Pure.
public final class OperatorJudgement {
    private static final int MOST_NAMES = 1_000;

    private final Baseline baseline;
    private final Instant now;
    private final Set<Part> failing = EnumSet.noneOf(Part.class);
    private final List<String> messages = new ArrayList<>();
    private Optional<PodHealth> pods = Optional.empty();
    private Optional<WebhookHealth> webhook = Optional.empty();
    private Optional<ReconciliationHealth> reconciliation = Optional.empty();
    private List<String> failingResources = List.of();
    private Health worst = Health.UNKNOWN;

    private OperatorJudgement(Baseline baseline, Instant now) {
        this.baseline = baseline;
        this.now = now;
    }

    /// Judges the evidence of one check. A part without evidence does not exist; one with [Evidence.Unread] is left
    /// out; when the pods could not be read, and nothing else is bad, the answer is Unknown: without its pods
    /// nobody can call an operator healthy.
    ///
    /// @param reachable whether the cluster answered at all
    /// @param baseline resources that failed before are not counted
    public static OperatorHealth judge(List<Evidence> evidence, boolean reachable, Baseline baseline, Instant now) {
        OperatorJudgement judgement = new OperatorJudgement(baseline, now);
        evidence.forEach(judgement::take);
        return judgement.answer(reachable);
    }

    private void take(Evidence evidence) {
        switch (evidence) {
            case Evidence.Pods found -> pods(PodsJudgement.judge(found, now));
            case Evidence.Webhook found -> webhook(WebhookJudgement.judge(found, now));
            case Evidence.Crds found -> crds(found);
            case Evidence.CustomResources found -> resources(ResourcesJudgement.judge(found, baseline, now));
            case Evidence.Unread unread ->
                messages.add("%s could not be read: %s".formatted(unread.part(), unread.why()));
        }
    }

    private void pods(PodsJudgement found) {
        pods = Optional.of(found.health());
        messages.addAll(found.messages());
        weigh(Part.PODS, found.health().isHealthy(), Health.UNHEALTHY);
    }

    private void webhook(WebhookJudgement found) {
        webhook = Optional.of(found.health());
        messages.addAll(found.messages());
        weigh(Part.WEBHOOK, found.health().isHealthy(), Health.UNHEALTHY);
        if (found.health().expiresSoon()) {
            weigh(Part.WEBHOOK, false, Health.DEGRADED);
        }
    }

    private void crds(Evidence.Crds found) {
        List<String> missing = found.expected().stream()
                .filter(name -> found.named(name)
                        .filter(Evidence.Definition::established)
                        .isEmpty())
                .toList();
        missing.forEach(name -> messages.add(
                "%s is not served. Look at its conditions Established and NamesAccepted.".formatted(name)));
        weigh(Part.CRDS, missing.isEmpty(), Health.DEGRADED);
    }

    private void resources(ResourcesJudgement found) {
        reconciliation = Optional.of(found.health());
        failingResources = found.failing().stream().limit(MOST_NAMES).toList();
        messages.addAll(found.messages());
        weigh(Part.RECONCILIATION, found.health().isHealthy(), Health.DEGRADED);
    }

    private void weigh(Part part, boolean good, Health otherwise) {
        Health found = good ? Health.HEALTHY : otherwise;
        worst = worst.compareTo(found) > 0 ? worst : found;
        if (!good) {
            failing.add(part);
        }
    }

    private OperatorHealth answer(boolean reachable) {
        boolean unknown = !reachable || (worst == Health.HEALTHY && pods.isEmpty());
        Health overall = unknown ? Health.UNKNOWN : worst;
        String sentence = messages.isEmpty()
                ? (overall == Health.UNKNOWN ? "nothing could be read" : "everything is as it should be")
                : String.join(" ", messages.stream().limit(5).toList());
        HealthReading reading = new HealthReading(
                overall,
                unknown ? List.of() : List.copyOf(failing),
                !unknown && pods.filter(found -> found.crashLoopPods() > 0).isPresent(),
                reachable,
                failingResources,
                sentence);
        return new OperatorHealth(overall, pods, webhook, reconciliation, reading, messages);
    }
}
