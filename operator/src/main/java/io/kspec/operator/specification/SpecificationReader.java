package io.kspec.operator.specification;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.write.ObjectKind;
import io.kspec.operator.certificate.CertificateState;
import io.kspec.operator.guard.GuardState;
import io.kspec.operator.report.Labels;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads what a status is made of: what stands in the cluster, not what was sent there.
public final class SpecificationReader {
    private final KubernetesClient client;
    private final Supplier<GuardState> guards;
    private final Supplier<Optional<CertificateState>> certificate;

    /// @param guards what the keeper of guards last saw
    /// @param certificate how the serving certificate stands; empty when admission is not served
    public SpecificationReader(
            KubernetesClient client, Supplier<GuardState> guards, Supplier<Optional<CertificateState>> certificate) {
        this.client = client;
        this.guards = guards;
        this.certificate = certificate;
    }

    Facts gather(ClusterSpecification specification, Scanner.Turn turn) {
        GuardState state = guards.get();
        return new Facts(
                Scanner.generation(specification),
                turn.problems(),
                turn.rulebook(),
                turn.origins(),
                turn.scan(),
                turn.blocked(),
                state.of(specification.getMetadata().getName()),
                state.registered(),
                state.pause(),
                certificate.get(),
                state.trouble(),
                kyverno(),
                turn.next());
    }

    /// Whether a guard of this specification alone is still in the cluster.
    boolean guardsRemain(String specification) {
        return List.of(ObjectKind.VALIDATING_ADMISSION_POLICY, ObjectKind.VALIDATING_ADMISSION_POLICY_BINDING).stream()
                .anyMatch(kind -> !client.genericKubernetesResources(kind.context())
                        .withLabel("kspec.io/cluster-spec", Labels.value(specification))
                        .list()
                        .getItems()
                        .isEmpty());
    }

    private Optional<Boolean> kyverno() {
        try {
            return Optional.of(client.getApiGroup("kyverno.io") != null);
        } catch (KubernetesClientException unreadable) {
            return Optional.empty();
        }
    }
}
