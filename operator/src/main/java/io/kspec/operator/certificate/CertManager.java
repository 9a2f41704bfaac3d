package io.kspec.operator.certificate;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.kspec.core.spec.IssuerKind;
import io.kspec.core.spec.WebhookCertificate;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectKind;
import io.kspec.kube.write.ObjectWriter;
import io.kspec.kube.write.Outcome;
import io.kspec.operator.leadership.Term;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// cert-manager as the cluster serves it. Used by one thread.
final class CertManager {
    private static final Logger LOG = LoggerFactory.getLogger(CertManager.class);
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final String namespace;
    private final ObjectWriter writer;
    private final CertManagerObjects objects;
    private List<Change> asked = List.of();

    CertManager(KubernetesClient client, String namespace, Term term) {
        this.client = client;
        this.namespace = namespace;
        this.writer = new ObjectWriter(client, CertManagerObjects.MANAGER, term::holds);
        this.objects = new CertManagerObjects(namespace);
    }

    /// Whether its API is served; empty when that could not be read.
    Optional<Boolean> served() {
        try {
            return Optional.of(client.getApiResources("cert-manager.io/v1") != null);
        } catch (KubernetesClientException refused) {
            return refused.getCode() == NOT_FOUND ? Optional.of(false) : Optional.empty();
        }
    }

    /// Why the issuer that a user named cannot issue; empty when it is there, or could not be looked for.
    Optional<String> missing(WebhookCertificate wanted) {
        Resource<GenericKubernetesResource> issuer = wanted.issuerKind() == IssuerKind.ISSUER
                ? resource(CertManagerObjects.ISSUER, wanted.issuer())
                : client.genericKubernetesResources(CertManagerObjects.CLUSTER_ISSUER.context())
                        .withName(wanted.issuer());
        try {
            return issuer.get() != null
                    ? Optional.empty()
                    : Optional.of("there is no %s; create it or name another in spec.webhooks.certificate"
                            .formatted(CertManagerObjects.issuer(Optional.of(wanted))));
        } catch (KubernetesClientException unreadable) {
            return Optional.empty();
        }
    }

    /// Asks for the certificate; asking again for the same sends nothing.
    void ask(Optional<WebhookCertificate> wanted) {
        List<Change> changes = objects.of(wanted);
        if (changes.equals(asked) && stands()) {
            return;
        }
        for (Change change : changes) {
            if (writer.write(change) instanceof Outcome.Refused refused) {
                LOG.warn("cert-manager could not be asked: {}", refused.why().sentence());
                return;
            }
        }
        asked = changes;
    }

    private boolean stands() {
        return resource(CertManagerObjects.CERTIFICATE, CertManagerObjects.SERVING)
                        .get()
                != null;
    }

    /// Takes back what was asked.
    void stop() {
        asked = List.of();
        for (String name : List.of(CertManagerObjects.SERVING, CertManagerObjects.AUTHORITY)) {
            resource(CertManagerObjects.CERTIFICATE, name).delete();
        }
        for (String name : List.of(CertManagerObjects.AUTHORITY, CertManagerObjects.SELF_SIGNED)) {
            resource(CertManagerObjects.ISSUER, name).delete();
        }
    }

    private Resource<GenericKubernetesResource> resource(ObjectKind kind, String name) {
        return client.genericKubernetesResources(kind.context())
                .inNamespace(namespace)
                .withName(name);
    }
}
