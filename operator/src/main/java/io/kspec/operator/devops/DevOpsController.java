package io.kspec.operator.devops;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.OperatorException;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.kspec.kube.read.NamespaceWorkloads;
import io.kspec.operator.leadership.Term;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Everything that is done for DevOpsPolicies: begins in the constructor, ends with [#close].
///
/// Where the kind is not installed it waits for it; nothing else waits for this.
public final class DevOpsController implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DevOpsController.class);
    private static final int NOT_FOUND = 404;
    private static final Duration START_PATIENCE = Duration.ofSeconds(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final DevOpsSettings settings;
    private final DevOpsMetrics metrics;
    private final Wakes wakes;
    private final PodCache pods;
    private final WorkloadWatch workloads;
    private final DevOpsReconciler reconciler;
    private final Operator controllers;
    private final Thread starting;
    private volatile boolean begun;
    private volatile boolean ready;

    /// Returns at once.
    ///
    /// @param client stays the caller's to close
    /// @param term asked before every write
    public DevOpsController(
            KubernetesClient client, DevOpsSettings settings, DevOpsMetrics metrics, Term term, Clock clock) {
        this.settings = settings;
        this.metrics = metrics;
        this.wakes = new Wakes(settings.gather(), this::wake);
        this.pods = new PodCache(client, wakes::happened);
        this.workloads = new WorkloadWatch(client, wakes::happened);
        this.reconciler = new DevOpsReconciler(
                new DevOpsReader(pods, new NamespaceWorkloads(client), settings.system()),
                new Enforcer(new TemplateWriter(client, term)),
                new PolicyStatuses(client),
                new PolicyNews(new PolicyEvents(client, term, clock)),
                new DevOpsReconciler.Surroundings(settings, metrics, workloads, wakes, term, clock));
        this.controllers = new Operator(configuration -> configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withStopOnInformerErrorDuringStartup(false)
                .withCacheSyncTimeout(START_PATIENCE)
                .withReconciliationTerminationTimeout(STOP_PATIENCE)
                .withUseSSAToPatchPrimaryResource(false) // finalizers: a patch under the resourceVersion
                .withMetrics(new Figures()));
        this.starting = Thread.ofPlatform().name("devops start").daemon().start(this::start);
    }

    /// Whether policies are followed.
    public boolean ready() {
        return ready;
    }

    private void wake(String namespace) {
        if (ready) {
            reconciler.wake(namespace);
        }
    }

    private void start() {
        try {
            var retry = new GenericRetry()
                    .setInitialInterval(settings.afterFailure().toMillis())
                    .setMaxInterval(settings.afterFailure().toMillis())
                    .setMaxAttempts(-1);
            controllers.register(reconciler, controller -> controller.withRetry(retry));
            begun = true;
            controllers.start();
            ready = true;
            LOG.info(
                    "DevOpsPolicies are kept current, every {} s",
                    settings.interval().toSeconds());
        } catch (OperatorException failed) {
            LOG.error("no DevOpsPolicy is evaluated: what they judge could not be watched", failed);
        }
    }

    /// A running write is finished; statuses stay as they are.
    @Override
    public void close() {
        starting.interrupt();
        try {
            starting.join(START_PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        wakes.close();
        if (begun) {
            controllers.stop();
        }
        workloads.close();
        pods.close();
    }

    /// What the controller framework alone knows: failures of any kind, and policies that are gone.
    private final class Figures implements Metrics {
        @Override
        public void reconciliationFailed(
                HasMetadata policy, @Nullable RetryInfo retry, Exception failure, Map<String, Object> details) {
            if (failure instanceof KubernetesClientException gone && gone.getCode() == NOT_FOUND) {
                return; // it was deleted meanwhile
            }
            metrics.failed();
            LOG.warn(
                    "DevOpsPolicy {}/{} was not evaluated, again in {} s",
                    policy.getMetadata().getNamespace(),
                    policy.getMetadata().getName(),
                    settings.afterFailure().toSeconds(),
                    failure);
        }

        @Override
        public void cleanupDone(ResourceID policy, Map<String, Object> details) {
            reconciler.forget(policy.getNamespace().orElse(""), policy.getName());
        }
    }
}
