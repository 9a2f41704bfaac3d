package io.kspec.operator.devops;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.ResourceCache;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.kspec.core.devops.DevOpsPolicyStatus;
import io.kspec.core.devops.PolicyEvaluation;
import io.kspec.core.devops.enforce.Enforcement;
import io.kspec.core.status.Condition;
import io.kspec.kube.resource.DevOpsPolicy;
import io.kspec.operator.leadership.Term;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Evaluates one policy: gathers what it judges, decides, mends where it enforces, reports. On creation, on change,
/// on every change of the namespace's pods, at the interval, and when a Pending pod crosses its line.
///
/// A policy's own status wakes nobody: only its generation does.
@ControllerConfiguration(
        name = "devopspolicy",
        finalizerName = DevOpsReconciler.FINALIZER,
        fieldManager = "kspec-devops",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = -1))
final class DevOpsReconciler implements Reconciler<DevOpsPolicy>, Cleaner<DevOpsPolicy> {
    static final String FINALIZER = "devops.stochastic.io/cleanup";
    private static final Logger LOG = LoggerFactory.getLogger(DevOpsReconciler.class);

    private final DevOpsReader reader;
    private final Enforcer enforcer;
    private final PolicyStatuses statuses;
    private final PolicyNews news;
    private final Surroundings surroundings;
    private final SimpleInboundEventSource<DevOpsPolicy> namespaces =
            new SimpleInboundEventSource<>("what happens in the namespace");

    private volatile Optional<ResourceCache<DevOpsPolicy>> policies = Optional.empty();

    /// What every evaluation takes part in.
    ///
    /// @param workloads is told which namespaces are enforced
    /// @param happened is told of a namespace whose policies are to be evaluated again
    record Surroundings(
            DevOpsSettings settings,
            DevOpsMetrics metrics,
            WorkloadWatch workloads,
            Wakes happened,
            Term term,
            Clock clock) {}

    DevOpsReconciler(
            DevOpsReader reader,
            Enforcer enforcer,
            PolicyStatuses statuses,
            PolicyNews news,
            Surroundings surroundings) {
        this.reader = reader;
        this.enforcer = enforcer;
        this.statuses = statuses;
        this.news = news;
        this.surroundings = surroundings;
    }

    @Override
    public List<EventSource<?, DevOpsPolicy>> prepareEventSources(EventSourceContext<DevOpsPolicy> context) {
        policies = Optional.of(context.getPrimaryCache());
        return List.of(namespaces);
    }

    /// Has every policy of a namespace evaluated.
    void wake(String namespace) {
        siblings(namespace)
                .forEach(policy -> namespaces.propagateEvent(
                        new ResourceID(policy.getMetadata().getName(), namespace)));
    }

    @Override
    public UpdateControl<DevOpsPolicy> reconcile(DevOpsPolicy policy, Context<DevOpsPolicy> context) {
        Instant now = surroundings.clock().instant();
        long began = System.nanoTime();
        List<DevOpsPolicy> siblings = siblings(policy.getMetadata().getNamespace());
        Observed observed = reader.gather(policy, siblings);
        DevOpsPlan plan = DevOpsPlan.decide(observed, surroundings.settings().system(), now);
        Enforcer.Enforced enforced = enforcer.carryOut(plan.act(), now);
        if (!surroundings.term().holds()) {
            return UpdateControl.noUpdate();
        }
        DevOpsPolicyStatus status =
                plan.evaluation().status(generation(policy), now, conditions(policy), enforced.enforcement());
        measure(policy, plan.evaluation(), enforced.enforcement());
        statuses.write(policy, status);
        news.tell(policy, status, enforced);
        follow(policy, siblings);
        surroundings.metrics().took(Duration.ofNanos(System.nanoTime() - began));
        LOG.debug("{}/{}: {}", observed.namespace(), policy.getMetadata().getName(), status.message());
        return UpdateControl.<DevOpsPolicy>noUpdate().rescheduleAfter(nextLook(plan.evaluation(), enforced, now));
    }

    /// The policy's series go, and the others of its namespace may have to do its work.
    @Override
    public DeleteControl cleanup(DevOpsPolicy policy, Context<DevOpsPolicy> context) {
        String namespace = policy.getMetadata().getNamespace();
        forget(namespace, policy.getMetadata().getName());
        news.forget(policy);
        surroundings.workloads().keep(namespace, enforced(siblings(namespace)));
        surroundings.happened().happened(namespace);
        return DeleteControl.defaultDelete();
    }

    /// Also of a policy that went without its finalizer.
    void forget(String namespace, String policy) {
        surroundings.metrics().forget(namespace, policy);
    }

    private void measure(DevOpsPolicy policy, PolicyEvaluation evaluation, Enforcement enforcement) {
        DevOpsMetrics metrics = surroundings.metrics();
        metrics.evaluated(
                policy.getMetadata().getNamespace(),
                policy.getMetadata().getName(),
                DevOpsReader.spec(policy).enforces(),
                evaluation);
        switch (enforcement) {
            case Enforcement.Audited _, Enforcement.LedBy _ -> {
                // nothing was tried
            }
            case Enforcement.Unread unread -> {
                metrics.failed();
                LOG.warn("workloads were not judged: {}", unread.why().sentence());
            }
            case Enforcement.Done done ->
                metrics.remediated(done.applied().size(), done.failed().size());
        }
    }

    /// A policy that changed may lead others, or no longer.
    private void follow(DevOpsPolicy policy, List<DevOpsPolicy> siblings) {
        String namespace = policy.getMetadata().getNamespace();
        surroundings.workloads().keep(namespace, enforced(siblings));
        boolean fresh = !Optional.ofNullable(policy.getStatus())
                .map(DevOpsPolicyStatus::observedGeneration)
                .equals(Optional.of(generation(policy)));
        if (fresh && siblings.size() > 1) {
            surroundings.happened().happened(namespace);
        }
    }

    private boolean enforced(List<DevOpsPolicy> siblings) {
        return siblings.stream().noneMatch(policy -> surroundings
                        .settings()
                        .system()
                        .contains(policy.getMetadata().getNamespace()))
                && !DevOpsReader.enforcing(siblings).isEmpty();
    }

    private Duration nextLook(PolicyEvaluation evaluation, Enforcer.Enforced enforced, Instant now) {
        DevOpsSettings settings = surroundings.settings();
        if (enforced.again()) {
            return settings.gather();
        }
        Duration usual =
                enforced.enforcement() instanceof Enforcement.Unread ? settings.afterFailure() : settings.interval();
        return evaluation
                .nextLook()
                .map(line -> Duration.between(now, line))
                .filter(line -> line.compareTo(usual) < 0)
                .orElse(usual);
    }

    private List<DevOpsPolicy> siblings(String namespace) {
        return policies.map(cache -> cache.list(namespace).toList()).orElse(List.of());
    }

    private static List<Condition> conditions(DevOpsPolicy policy) {
        return Optional.ofNullable(policy.getStatus())
                .map(DevOpsPolicyStatus::conditions)
                .orElse(List.of());
    }

    private static long generation(DevOpsPolicy policy) {
        return Objects.requireNonNullElse(policy.getMetadata().getGeneration(), 0L);
    }
}
