package io.kspec.operator.specification;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.kspec.core.status.ClusterSpecStatus;
import io.kspec.kube.resource.ClusterSpecification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Keeps one specification's scan, report and status current: on creation, on change, and at every interval.
///
/// A status that did not change is not written, and a status write wakes nobody, so that an idle cluster stays idle.
@ControllerConfiguration(
        name = "clusterspecification",
        finalizerName = SpecificationReconciler.FINALIZER,
        fieldManager = "kspec-status",
        maxReconciliationInterval = @MaxReconciliationInterval(interval = -1))
public final class SpecificationReconciler implements Reconciler<ClusterSpecification>, Cleaner<ClusterSpecification> {
    public static final String FINALIZER = "kspec.io/cleanup";
    private static final Duration UNTIL_GONE = Duration.ofSeconds(1);

    private final SpecificationReader reader;
    private final Scanner scanner;
    private final SpecificationObservation observation;
    private final Clock clock;
    private final SimpleInboundEventSource<ClusterSpecification> elsewhere =
            new SimpleInboundEventSource<>("what stands in the cluster");

    /// @param reader gathers what a status is made of
    /// @param scanner scans when a scan is due and stores the report
    /// @param observation told of each turn
    public SpecificationReconciler(
            SpecificationReader reader, Scanner scanner, SpecificationObservation observation, Clock clock) {
        this.reader = reader;
        this.scanner = scanner;
        this.observation = observation;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, ClusterSpecification>> prepareEventSources(
            EventSourceContext<ClusterSpecification> context) {
        return List.of(elsewhere);
    }

    /// Something that a status speaks of changed in the cluster.
    public void wake(String specification) {
        elsewhere.propagateEvent(new ResourceID(specification));
    }

    @Override
    public UpdateControl<ClusterSpecification> reconcile(
            ClusterSpecification specification, Context<ClusterSpecification> context) {
        Instant now = clock.instant();
        Scanner.Turn scan = scanner.scanWhenDue(specification, now);
        Facts facts = reader.gather(specification, scan);
        ClusterSpecStatus status = SpecificationStatus.of(facts, Optional.ofNullable(specification.getStatus()), now);
        observation.turned(specification, scan, status);
        return (status.equals(specification.getStatus())
                        ? UpdateControl.<ClusterSpecification>noUpdate()
                        : UpdateControl.patchStatus(onlyStatus(specification, status)))
                .rescheduleAfter(scan.wait(now));
    }

    /// The guards go first; the specification when none of them is left.
    @Override
    public DeleteControl cleanup(ClusterSpecification specification, Context<ClusterSpecification> context) {
        if (reader.guardsRemain(specification.getMetadata().getName())) {
            return DeleteControl.noFinalizerRemoval().rescheduleAfter(UNTIL_GONE.toMillis());
        }
        scanner.forget(specification.getMetadata().getName());
        return DeleteControl.defaultDelete();
    }

    /// A fresh object with nothing but name and status: applied under our manager, it can own nothing else.
    private static ClusterSpecification onlyStatus(ClusterSpecification of, ClusterSpecStatus status) {
        var object = new ClusterSpecification();
        object.getMetadata().setName(Objects.requireNonNull(of.getMetadata().getName()));
        object.setStatus(status);
        return object;
    }
}
