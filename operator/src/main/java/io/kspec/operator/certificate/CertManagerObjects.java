package io.kspec.operator.certificate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.spec.IssuerKind;
import io.kspec.core.spec.WebhookCertificate;
import io.kspec.kube.write.Change;
import io.kspec.kube.write.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What cert-manager is asked for: the serving certificate, and, unless the user names an issuer, an authority of
/// kspec's own with its issuers. Pure.
final class CertManagerObjects {
    static final ObjectKind CERTIFICATE = new ObjectKind("cert-manager.io", "v1", "Certificate", "certificates", true);
    static final ObjectKind ISSUER = new ObjectKind("cert-manager.io", "v1", "Issuer", "issuers", true);
    static final ObjectKind CLUSTER_ISSUER =
            new ObjectKind("cert-manager.io", "v1", "ClusterIssuer", "clusterissuers", false);
    static final String SERVING = "kspec-webhook-cert";
    static final String AUTHORITY = "kspec-webhook-authority";
    static final String SELF_SIGNED = "kspec-self-signed";
    static final String MANAGER = "kspec-certificates";
    /// Not what kspec's own certificates say: cert-manager takes over a Secret that is as it was asked for, and would
    /// leave kspec's own certificate in it until that nears its end.
    private static final String COMMON_NAME = "kspec admission";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String WHY = "admission serves with a certificate of cert-manager";

    private final String namespace;

    CertManagerObjects(String namespace) {
        this.namespace = namespace;
    }

    /// `Issuer/name` or `ClusterIssuer/name`, as statuses say it.
    static String issuer(Optional<WebhookCertificate> asked) {
        return kind(asked) + "/" + asked.map(WebhookCertificate::issuer).orElse(AUTHORITY);
    }

    private static String kind(Optional<WebhookCertificate> asked) {
        return asked.map(one -> one.issuerKind() == IssuerKind.ISSUER ? "Issuer" : "ClusterIssuer")
                .orElse("Issuer");
    }

    List<Change> of(Optional<WebhookCertificate> asked) {
        var changes = new ArrayList<Change>();
        if (asked.isEmpty()) {
            ObjectNode selfSigned = object(ISSUER, SELF_SIGNED);
            selfSigned.putObject("spec").putObject("selfSigned");
            changes.add(new Change.Demand(ISSUER, selfSigned, MANAGER, WHY));
            ObjectNode authority = certificate(AUTHORITY, AUTHORITY, "87600h", "Issuer", SELF_SIGNED);
            authority
                    .withObject("/spec")
                    .put("isCA", true)
                    .put("commonName", "kspec webhook authority")
                    .putArray("usages")
                    .add("cert sign")
                    .add("crl sign");
            changes.add(new Change.Demand(CERTIFICATE, authority, MANAGER, WHY));
            ObjectNode issuer = object(ISSUER, AUTHORITY);
            issuer.putObject("spec").putObject("ca").put("secretName", AUTHORITY);
            changes.add(new Change.Demand(ISSUER, issuer, MANAGER, WHY));
        }
        changes.add(new Change.Demand(CERTIFICATE, serving(asked), MANAGER, WHY));
        return changes;
    }

    private ObjectNode serving(Optional<WebhookCertificate> asked) {
        ObjectNode serving = certificate(
                SERVING,
                CertificateSecrets.SERVING,
                "2160h",
                kind(asked),
                asked.map(WebhookCertificate::issuer).orElse(AUTHORITY));
        ObjectNode spec = serving.withObject("/spec").put("renewBefore", "720h").put("commonName", COMMON_NAME);
        CertificateSecrets.dnsNames(namespace).forEach(spec.putArray("dnsNames")::add);
        spec.putArray("ipAddresses").add("127.0.0.1");
        spec.putArray("usages").add("digital signature").add("key encipherment").add("server auth");
        return serving;
    }

    private ObjectNode certificate(String name, String secret, String life, String issuerKind, String issuer) {
        ObjectNode object = object(CERTIFICATE, name);
        ObjectNode spec = object.putObject("spec").put("secretName", secret).put("duration", life);
        spec.putObject("privateKey")
                .put("algorithm", "ECDSA")
                .put("size", 256)
                .put("encoding", "PKCS8")
                .put("rotationPolicy", "Always");
        spec.putObject("issuerRef")
                .put("group", "cert-manager.io")
                .put("kind", issuerKind)
                .put("name", issuer);
        return object;
    }

    private ObjectNode object(ObjectKind kind, String name) {
        ObjectNode object =
                JSON.objectNode().put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
        object.putObject("metadata")
                .put("name", name)
                .put("namespace", namespace)
                .putObject("labels")
                .put("app.kubernetes.io/managed-by", "kspec")
                .put("kspec.io/component", "webhook");
        return object;
    }
}
