package io.kspec.operator.specification;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.kspec.operator.metric.Meters;
import io.kspec.operator.trace.Traces;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Measures, logs and traces every turn of every controller that is registered with it.
public final class ReconcileMetrics implements Metrics {
    private static final Logger LOG = LoggerFactory.getLogger(ReconcileMetrics.class);
    private static final double[] SECONDS = {.005, .01, .05, .1, .5, 1, 5, 10, 30, 60, 120};
    private static final double NANOS = 1e9;
    private static final int SPECIFICATION = 1;

    private final Traces traces;
    private final Counter turns;
    private final Counter errors;
    private final Histogram durations;

    /// @param controllers by name, so that their errors are seen at zero
    public ReconcileMetrics(Meters meters, Traces traces, List<String> controllers) {
        this.traces = traces;
        turns = meters.counter(
                "kspec_reconcile_total", "Turns of controllers.", "controller", "cluster_spec", "result");
        errors = meters.counter(
                "kspec_reconcile_errors_total",
                "Turns that did not come to their end, and why.",
                "controller",
                "cluster_spec",
                "error_type");
        durations = meters.histogram(
                "kspec_reconcile_duration_seconds", "Time that a turn took.", SECONDS, "controller", "cluster_spec");
        controllers.forEach(controller -> Meters.begin(errors, controller, "", "report_write_failed"));
    }

    @Override
    public void reconciliationStarted(HasMetadata resource, Map<String, Object> metadata) {
        var metadataOf = resource.getMetadata();
        String kind = resource.getKind();
        var line = LOG.atInfo()
                .addKeyValue(kind.equals("ClusterSpecification") ? "clusterSpec" : "name", metadataOf.getName())
                .addKeyValue("kind", kind)
                .addKeyValue("generation", metadataOf.getGeneration());
        (metadataOf.getNamespace() == null ? line : line.addKeyValue("namespace", metadataOf.getNamespace()))
                .log("Starting reconciliation");
    }

    @Override
    public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
        String controller = execution.controllerName();
        String name = execution.resourceID().getName();
        long began = System.nanoTime();
        try (var _ = traces.begin("reconcile", Map.of("controller", controller, "name", name))) {
            T result = execution.execute();
            turns.labelValues(controller, name, "success").inc();
            return result;
        } catch (Exception fault) { // counted here, handled by the controller
            turns.labelValues(controller, name, "error").inc();
            failed(controller, name, type(fault));
            throw fault;
        } finally {
            durations.labelValues(controller, name).observe((System.nanoTime() - began) / NANOS);
        }
    }

    /// A turn ended, and left something undone.
    ///
    /// @param type one word with underscores
    public void failed(String controller, String name, String type) {
        errors.labelValues(controller, name, type).inc();
    }

    @Override
    public void cleanupDone(ResourceID gone, Map<String, Object> metadata) {
        forget(gone.getName());
    }

    private void forget(String name) {
        Meters.forget(turns, SPECIFICATION, name);
        Meters.forget(errors, SPECIFICATION, name);
        Meters.forget(durations, SPECIFICATION, name);
    }

    private static String type(Exception fault) {
        return fault instanceof KubernetesClientException ? "api_request_failed" : "internal_fault";
    }
}
