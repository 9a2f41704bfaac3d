package io.kspec.operator.specification;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kspec.kube.resource.ClusterSpecification;
import io.kspec.kube.write.ObjectKind;
import io.kspec.operator.admission.ShadowCounts;
import io.kspec.operator.certificate.CertificateState;
import io.kspec.operator.guard.GuardState;
import io.kspec.operator.report.Labels;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads what a status is made of: what stands in the cluster, not what was sent there.
public final class SpecificationReader {
    private final KubernetesClient client;
    private final Supplier<GuardState> guards;
    private final Supplier<Optional<CertificateState>> certificate;
    private final ShadowCounts shadows;

    /// @param guards what the keeper of guards last saw
    /// @param certificate how the serving certificate stands; empty when admission is not served
    /// @param shadows what this replica would have refused
    public SpecificationReader(
            KubernetesClient client,
            Supplier<GuardState> guards,
            Supplier<Optional<CertificateState>> certificate,
            ShadowCounts shadows) {
        this.client = client;
        this.guards = guards;
        this.certificate = certificate;
        this.shadows = shadows;
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
                state.kyverno(),
                shadows.of(specification.getMetadata().getName()),
                turn.next());
    }

    /// Whether a guard of this specification alone is still in the cluster.
    boolean guardsRemain(String specification) {
        return Stream.of(
                        ObjectKind.VALIDATING_ADMISSION_POLICY,
                        ObjectKind.VALIDATING_ADMISSION_POLICY_BINDING,
                        ObjectKind.KYVERNO_CLUSTER_POLICY,
                        ObjectKind.KYVERNO_VALIDATING_POLICY)
                .anyMatch(kind -> remain(kind, specification));
    }

    /// A kind that is not served has no objects.
    private boolean remain(ObjectKind kind, String specification) {
        try {
            return !client.genericKubernetesResources(kind.context())
                    .withLabel("kspec.io/cluster-spec", Labels.value(specification))
                    .list()
                    .getItems()
                    .isEmpty();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw refused;
        }
    }
}
