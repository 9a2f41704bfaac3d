package io.kspec.server.health;

import io.kspec.kube.health.OperatorProbes;
import io.kspec.kube.health.ProbedOperator;
import io.kspec.kube.health.UrlWebhooks;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.lifecycle.health.Part;
import io.kspec.server.connection.ClusterConnection;
import io.kspec.server.trace.About;
import io.kspec.server.trace.Fact;
import io.kspec.server.trace.Spans;
import io.opentelemetry.context.Context;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// Asks a cluster about one of its operators, and shows how long each part of that takes.
@Singleton
public final class Probing {
    private final HealthMetrics metrics;

    @Inject
    Probing(HealthMetrics metrics) {
        this.metrics = metrics;
    }

    /// One check.
    ///
    /// @param patience for each probe
    /// @param previous evidence of the check before; empty at first
    public List<Evidence> probe(
            ClusterConnection connection,
            Duration patience,
            ProbedOperator operator,
            List<Evidence> previous,
            Instant now) {
        About about = About.NOTHING.with(Fact.CLUSTER, connection.clusterName());
        return new OperatorProbes(
                        connection.calls(patience),
                        connection.pace(),
                        patience,
                        UrlWebhooks.NOT_ASKED,
                        (part, question) -> watched(about, part, question))
                .probe(operator, previous, now);
    }

    private Callable<List<Evidence>> watched(About about, Part part, Callable<List<Evidence>> question) {
        return Context.current().wrap(() -> {
            long began = System.nanoTime();
            try {
                return Spans.in(span(part), about, question::call);
            } finally {
                metrics.took(part.name().toLowerCase(Locale.ROOT), Duration.ofNanos(System.nanoTime() - began));
            }
        });
    }

    private static String span(Part part) {
        return switch (part) {
            case PODS -> "pod.healthcheck";
            case WEBHOOK -> "webhook.healthcheck";
            case CRDS -> "crd.check";
            case RECONCILIATION -> "crd.reconciliation.check";
        };
    }
}
