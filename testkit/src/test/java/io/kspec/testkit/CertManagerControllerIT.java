package io.kspec.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.local.LocalKubernetes;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

@ApiServer(shared = false, nodes = 0)
final class CertManagerControllerIT {
    private static final String OBJECTS = """
            apiVersion: cert-manager.io/v1
            kind: ClusterIssuer
            metadata:
              name: self
            spec:
              selfSigned: {}
            ---
            apiVersion: cert-manager.io/v1
            kind: Certificate
            metadata:
              name: authority
              namespace: default
            spec:
              isCA: true
              commonName: test authority
              secretName: authority
              issuerRef:
                name: self
                kind: ClusterIssuer
            ---
            apiVersion: cert-manager.io/v1
            kind: Issuer
            metadata:
              name: authority
              namespace: default
            spec:
              ca:
                secretName: authority
            ---
            apiVersion: cert-manager.io/v1
            kind: Certificate
            metadata:
              name: web
              namespace: default
            spec:
              dnsNames: [web.example]
              secretName: web
              issuerRef:
                name: authority
            """;

    @Test
    void anAuthorityThatSignedItselfIssuesACertificate(LocalKubernetes cluster, Kubectl kubectl) throws Exception {
        try (CertManagerController _ = CertManagerController.start(cluster)) {
            assertThat(kubectl.runWithInput(OBJECTS, "apply", "-f", "-").exitCode())
                    .isZero();
            KubernetesClient client = cluster.client();
            await("the certificate").atMost(Duration.ofSeconds(90)).until(() -> secret(client, "web") != null);
            X509Certificate authority = certificate(secret(client, "authority"), "tls.crt");
            X509Certificate web = certificate(secret(client, "web"), "tls.crt");
            web.verify(authority.getPublicKey());
            assertThat(web.getSubjectAlternativeNames()).containsExactly(List.of(2, "web.example"));
        }
        assertThat(kubectl.run("get", "crd", "-o", "name").stdout()).doesNotContain("cert-manager.io");
        assertThat(kubectl.run("get", "namespace", CertManagerController.NAMESPACE)
                        .stderr())
                .contains("not found");
    }

    private static Secret secret(KubernetesClient client, String name) {
        return client.secrets().inNamespace("default").withName(name).get();
    }

    private static X509Certificate certificate(Secret secret, String key) throws Exception {
        byte[] pem = Base64.getDecoder().decode(secret.getData().get(key));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }
}
