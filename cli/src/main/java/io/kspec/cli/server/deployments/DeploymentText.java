package io.kspec.cli.server.deployments;

import io.kspec.cli.server.answer.Cells;
import io.kspec.cli.server.answer.Sheet;
import io.kspec.cli.server.answer.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Deployments for people.
final class DeploymentText {
    private static final int NARROW = 7;
    private static final int NARROW_CLUSTERS = 6;
    private static final List<String> HEADER =
            List.of("ID", "OPERATOR", "VERSION", "STATUS", "CLUSTERS", "WAITS FOR", "AGE", "STRATEGY", "BY", "ENDS");

    private DeploymentText() {}

    static List<String> table(List<Deployment> deployments, boolean wide, Instant now) {
        return Tables.lines(
                Tables.narrowed(wide, NARROW, HEADER),
                deployments.stream()
                        .map(one -> Tables.narrowed(
                                wide,
                                NARROW,
                                List.of(
                                        Cells.text(one.deploymentId()),
                                        Cells.text(one.operatorName()),
                                        Cells.text(one.targetVersion()),
                                        status(one),
                                        done(one),
                                        Waiting.why(one, now),
                                        Cells.age(one.startedAt(), now),
                                        Cells.text(one.strategy()),
                                        Cells.text(one.initiatedBy()),
                                        Cells.moment(
                                                one.completedAt() == null
                                                        ? one.estimatedCompletionAt()
                                                        : one.completedAt()))))
                        .toList());
    }

    /// What a person sees who looks at one deployment.
    static List<String> sheet(Deployment deployment, boolean wide, Instant now) {
        var sheet = new Sheet()
                .fact("Deployment", deployment.deploymentId())
                .fact("Operator", deployment.operatorName())
                .fact("Version", versions(deployment))
                .fact("Strategy", deployment.strategy())
                .fact("Status", status(deployment))
                .fact("Waits for", Waiting.why(deployment, now))
                .fact("Failed by", deployment.errorMessage())
                .fact(
                        "Which means",
                        deployment.error() == null ? null : deployment.error().meaning())
                .fact("Taken back", deployment.rollbackReason())
                .fact("Approval", approval(deployment))
                .fact("Started", started(deployment, now))
                .fact("Took", took(deployment));
        waves(deployment, sheet);
        sheet.table(
                clusterHeader(wide),
                deployment.clusterStatuses().stream()
                        .map(one -> row(one, wide, now))
                        .toList());
        String next = Waiting.next(deployment);
        if (!next.isEmpty() && deployment.state() == State.UNDER_WAY) {
            sheet.line("").line("Next: " + next);
        }
        return sheet.lines();
    }

    /// The table that is watched: the clusters that were named, in that order.
    static List<String> clusters(List<Deployment.OnCluster> clusters, Instant now) {
        return clusters.isEmpty()
                ? List.of()
                : Tables.lines(
                        clusterHeader(false),
                        clusters.stream().map(one -> row(one, false, now)).toList());
    }

    /// `cert-manager 1.18.2 -> 1.19.0: Validating, 3 of 10 clusters, waits for …`.
    static String headline(Deployment deployment, Instant now) {
        String waiting = Waiting.why(deployment, now);
        return "%s %s: %s, %s clusters%s"
                .formatted(
                        Cells.text(deployment.operatorName()),
                        versions(deployment),
                        status(deployment),
                        done(deployment),
                        waiting.equals(Cells.NOTHING) ? "" : ", waits for " + waiting);
    }

    private static List<String> clusterHeader(boolean wide) {
        return Tables.narrowed(
                wide,
                NARROW_CLUSTERS,
                List.of("CLUSTER", "STATUS", "STEP", "HEALTH", "TOOK", "WHY", "FROM", "WAVE", "STARTED"));
    }

    private static List<String> row(Deployment.OnCluster one, boolean wide, Instant now) {
        return Tables.narrowed(
                wide,
                NARROW_CLUSTERS,
                List.of(
                        Cells.text(one.clusterName()),
                        Cells.text(one.status()),
                        step(one),
                        health(one),
                        one.startedAt() == null
                                ? Cells.NOTHING
                                : Cells.span(Duration.between(
                                        one.startedAt(), Objects.requireNonNullElse(one.completedAt(), now))),
                        why(one, now),
                        Cells.text(one.previousVersion()),
                        Cells.text(one.wave()),
                        Cells.moment(one.startedAt())));
    }

    /// What is being done; what is over has no step any more.
    private static String step(Deployment.OnCluster one) {
        return State.of(one.status()) == State.UNDER_WAY ? Cells.text(one.step()) : Cells.NOTHING;
    }

    /// `Healthy 9/10`: the last check, and how many passed.
    static String health(Deployment.OnCluster one) {
        Deployment.Health health = one.healthCheck();
        if (health == null || health.lastResult() == null) {
            return Cells.NOTHING;
        }
        int passed = Objects.requireNonNullElse(health.passed(), 0);
        int all = passed + Objects.requireNonNullElse(health.failed(), 0);
        return all == 0 ? health.lastResult() : "%s %d/%d".formatted(health.lastResult(), passed, all);
    }

    private static String why(Deployment.OnCluster one, Instant now) {
        String why = Cells.text(one.errorMessage());
        return one.retryAt() == null || State.of(one.status()) != State.UNDER_WAY
                ? why
                : "%s; tried again in %s".formatted(why, Cells.span(Duration.between(now, one.retryAt())));
    }

    static String status(Deployment one) {
        var words = new ArrayList<>(List.of(Cells.text(one.status())));
        if (Boolean.TRUE.equals(one.paused()) && one.state() == State.UNDER_WAY) {
            words.add("paused");
        }
        return String.join(", ", words);
    }

    /// `3/10`, of the clusters themselves where they are told.
    private static String done(Deployment one) {
        long done = one.clusterStatuses().isEmpty()
                ? one.successfulClusters().size()
                : one.clusterStatuses().stream()
                        .filter(cluster -> State.of(cluster.status()) == State.COMPLETED)
                        .count();
        return "%d/%d"
                .formatted(
                        done,
                        Math.max(
                                one.targetClusters().size(),
                                one.clusterStatuses().size()));
    }

    private static String versions(Deployment one) {
        return one.previousVersion() == null
                ? Cells.text(one.targetVersion())
                : "%s -> %s".formatted(one.previousVersion(), one.targetVersion());
    }

    private static @Nullable String approval(Deployment one) {
        return one.approvedBy() == null
                ? one.approvalStatus()
                : "%s by %s".formatted(one.approvalStatus(), one.approvedBy());
    }

    private static String started(Deployment one, Instant now) {
        return one.startedAt() == null
                ? Cells.NOTHING
                : "%s, %s ago, by %s"
                        .formatted(
                                Cells.moment(one.startedAt()),
                                Cells.age(one.startedAt(), now),
                                Cells.text(one.initiatedBy()));
    }

    private static String took(Deployment one) {
        return one.startedAt() == null || one.completedAt() == null
                ? Cells.NOTHING
                : Cells.span(Duration.between(one.startedAt(), one.completedAt()));
    }

    private static void waves(Deployment one, Sheet sheet) {
        if (one.plan() == null) {
            return;
        }
        for (int wave = 0; wave < one.plan().waves().size(); wave++) {
            sheet.fact(
                    "Wave %d".formatted(wave + 1), Cells.list(one.plan().waves().get(wave)));
        }
    }
}
