package io.kspec.operator.leadership;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The Lease that replicas share, as it is in the cluster.
final class KubernetesLease {
    static final String NAME = "kspec-operator-lock";
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final String namespace;

    KubernetesLease(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /// @throws KubernetesClientException when the API server cannot say
    Optional<LeaseRecord> read() {
        return Optional.ofNullable(lease().get()).map(KubernetesLease::record);
    }

    /// Writes the record over the version it names; empty when that is no longer the Lease's.
    ///
    /// @throws KubernetesClientException when the API server cannot say whether it did
    Optional<LeaseRecord> write(LeaseRecord wanted) {
        Lease lease = lease(wanted);
        var leases = client.leases().inNamespace(namespace);
        try {
            return Optional.of(record(
                    wanted.version().isEmpty()
                            ? leases.resource(lease).create()
                            : leases.resource(lease).update()));
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == CONFLICT || refused.getCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /// Hears of every change until the returned runnable has run; silent while the API server is away.
    Runnable watch(Consumer<Optional<LeaseRecord>> heard) {
        SharedIndexInformer<Lease> informer = lease().runnableInformer(0);
        informer.exceptionHandler((started, problem) -> true);
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Lease lease) {
                heard.accept(Optional.of(record(lease)));
            }

            @Override
            public void onUpdate(Lease before, Lease after) {
                heard.accept(Optional.of(record(after)));
            }

            @Override
            public void onDelete(Lease lease, boolean finalStateUnknown) {
                heard.accept(Optional.empty());
            }
        });
        informer.start();
        return informer::close;
    }

    private Resource<Lease> lease() {
        return client.leases().inNamespace(namespace).withName(NAME);
    }

    private static LeaseRecord record(Lease lease) {
        LeaseSpec spec = Objects.requireNonNullElseGet(lease.getSpec(), LeaseSpec::new);
        return new LeaseRecord(
                lease.getMetadata().getResourceVersion(),
                Objects.requireNonNullElse(spec.getHolderIdentity(), ""),
                Duration.ofSeconds(Objects.requireNonNullElse(spec.getLeaseDurationSeconds(), 0)),
                Objects.requireNonNullElse(spec.getLeaseTransitions(), 0),
                instant(spec.getAcquireTime()),
                instant(spec.getRenewTime()));
    }

    private static Instant instant(@Nullable ZonedDateTime time) {
        return time == null ? Instant.EPOCH : time.toInstant();
    }

    private Lease lease(LeaseRecord wanted) {
        return new LeaseBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withName(NAME)
                        .withNamespace(namespace)
                        .addToLabels("app.kubernetes.io/managed-by", "kspec")
                        .withResourceVersion(wanted.version().isEmpty() ? null : wanted.version())
                        .build())
                .withNewSpec()
                .withHolderIdentity(wanted.holder())
                .withLeaseDurationSeconds((int) wanted.duration().toSeconds())
                .withLeaseTransitions(wanted.transitions())
                .withAcquireTime(wanted.acquired().atZone(ZoneOffset.UTC))
                .withRenewTime(wanted.renewed().atZone(ZoneOffset.UTC))
                .endSpec()
                .build();
    }
}
