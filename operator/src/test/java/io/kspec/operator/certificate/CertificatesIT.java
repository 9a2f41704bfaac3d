package io.kspec.operator.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.operator.metric.Meters;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.TestNamespace;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// The cert-manager of these tests is its API as kinds on a real API server; the test plays its controller and stores
/// what that would.
@ApiServer
final class CertificatesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration LESS_THAN_THE_CLOCK = Duration.ofSeconds(25);

    private final AtomicBoolean trusted = new AtomicBoolean(true);

    @Test
    void twoReplicasThatStartTogetherServeWithOneCertificate(KubernetesClient client, @TestNamespace String namespace)
            throws InterruptedException {
        var found = new ConcurrentLinkedQueue<String>();
        Runnable replica = () -> {
            try (Certificates certificates = certificates(client, namespace, Clock.systemUTC())) {
                found.add(certificates.current().certificate());
            }
        };
        List<Thread> threads =
                List.of(Thread.ofPlatform().start(replica), Thread.ofPlatform().start(replica));
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(found).hasSize(2);
        assertThat(List.copyOf(found).getFirst()).isEqualTo(List.copyOf(found).getLast());
    }

    @Test
    void anExpiredCertificateIsReplacedAtTheStart(KubernetesClient client, @TestNamespace String namespace) {
        Clock longAgo = Clock.offset(Clock.systemUTC(), Duration.ofDays(-200));
        certificates(client, namespace, longAgo).close();
        try (Certificates certificates = certificates(client, namespace, Clock.systemUTC())) {
            assertThat(certificates.current().notAfter()).isAfter(Instant.now().plus(Duration.ofDays(80)));
        }
    }

    @Test
    void aSecretThatWasDamagedByHandIsReplacedByTheLeader(KubernetesClient client, @TestNamespace String namespace) {
        try (Certificates certificates = certificates(client, namespace, Clock.systemUTC());
                var _ = duty(client, namespace, certificates, CertManagerUse.FALSE)) {
            String before = certificates.current().certificate();
            damage(client, namespace, CertificateSecrets.SERVING);
            await().atMost(PATIENCE)
                    .until(() -> !certificates.current().certificate().equals(before));
            damage(client, namespace, CertificateSecrets.AUTHORITY);
            await().atMost(PATIENCE)
                    .until(() -> Pem.certificates(certificates.caBundle()).size() > 1);
            assertThat(certificates.current().trustedBy(certificates.caBundle()))
                    .isTrue();
        }
    }

    @Test
    void aDeletedSecretIsIssuedAnewWithoutWaitingForTheClock(KubernetesClient client, @TestNamespace String namespace) {
        try (Certificates certificates = certificates(client, namespace, Clock.systemUTC());
                var _ = duty(client, namespace, certificates, CertManagerUse.FALSE)) {
            String before = certificates.current().certificate();
            var serving = client.secrets().inNamespace(namespace).withName(CertificateSecrets.SERVING);
            await("trust written down by the first look")
                    .atMost(PATIENCE)
                    .until(() -> client.secrets()
                                    .inNamespace(namespace)
                                    .withName(CertificateSecrets.AUTHORITY)
                                    .get()
                            != null);
            serving.delete();
            await().atMost(LESS_THAN_THE_CLOCK).until(() -> serving.get() != null);
            await().atMost(LESS_THAN_THE_CLOCK)
                    .until(() -> !certificates.current().certificate().equals(before));
        }
    }

    @Test
    void aCertificateThatEndsSoonIsRenewedAndOnlyUsedWhenItIsTrusted(
            KubernetesClient client, @TestNamespace String namespace) {
        Clock earlier = Clock.offset(Clock.systemUTC(), Duration.ofDays(-61));
        certificates(client, namespace, earlier).close();
        trusted.set(false);
        try (Certificates certificates = certificates(client, namespace, Clock.systemUTC());
                var _ = duty(client, namespace, certificates, CertManagerUse.FALSE)) {
            String before = certificates.current().certificate();
            await().atMost(PATIENCE).until(() -> !stored(client, namespace).equals(before));
            assertThat(certificates.current().certificate()).isEqualTo(before);
            trusted.set(true);
            await().atMost(PATIENCE)
                    .until(() -> certificates.current().certificate().equals(stored(client, namespace)));
        }
    }

    @Test
    void certManagerTakesOverWhenItComesAndHandsBackWhenItGoes(
            KubernetesClient client, @TestNamespace String namespace) {
        try (Certificates certificates = certificates(client, namespace, Clock.systemUTC());
                var _ = duty(client, namespace, certificates, CertManagerUse.AUTO)) {
            List<CustomResourceDefinition> kinds =
                    List.of(kind("Certificate", "certificates"), kind("Issuer", "issuers"));
            kinds.forEach(kind -> client.resource(kind).create());
            try (var woken = duty(client, namespace, certificates, CertManagerUse.AUTO)) {
                await().atMost(PATIENCE).until(() -> {
                    woken.wake();
                    return certificate(client, namespace).isPresent();
                });
                assertThat(certificate(client, namespace).orElseThrow().<String>get("spec", "secretName"))
                        .isEqualTo("kspec-webhook-tls");
                issueAsCertManagerDoes(client, namespace);
                await().atMost(PATIENCE)
                        .until(() ->
                                certificates.current().issuer().equals(Optional.of("Issuer/kspec-webhook-authority")));
                assertThat(Pem.certificates(certificates.caBundle())).hasSizeGreaterThan(1);
            } finally {
                kinds.forEach(kind -> client.resource(kind).delete());
            }
            try (var woken = duty(client, namespace, certificates, CertManagerUse.AUTO)) {
                await().atMost(PATIENCE).until(() -> {
                    woken.wake();
                    return certificates.current().issuer().isEmpty();
                });
            }
        }
    }

    private Certificates certificates(KubernetesClient client, String namespace, Clock clock) {
        return new Certificates(
                client,
                namespace,
                _ -> trusted.get(),
                clock,
                new CertificateMetrics(new Meters(new PrometheusRegistry(), new Meters.ClusterLabels("local", ""))));
    }

    private static CertificateDuty duty(
            KubernetesClient client, String namespace, Certificates certificates, CertManagerUse use) {
        return new CertificateDuty(
                client,
                new CertificateDuty.Setting(namespace, use, certificates, Optional::empty, _ -> {}, Clock.systemUTC()),
                () -> true);
    }

    private static void damage(KubernetesClient client, String namespace, String name) {
        client.secrets().inNamespace(namespace).withName(name).edit(secret -> new SecretBuilder(secret)
                .addToStringData("tls.key", "garbage")
                .build());
    }

    private static String stored(KubernetesClient client, String namespace) {
        Secret secret = client.secrets()
                .inNamespace(namespace)
                .withName(CertificateSecrets.SERVING)
                .get();
        return new StoredSecret(secret).text("tls.crt");
    }

    private static void issueAsCertManagerDoes(KubernetesClient client, String namespace) {
        Instant now = Instant.now();
        CertificateAuthority authority = CertificateAuthority.found(now);
        KeyAndCertificate leaf =
                authority.issue(CertificateSecrets.dnsNames(namespace), List.of(), now, Duration.ofDays(90));
        client.secrets()
                .inNamespace(namespace)
                .withName(CertificateSecrets.SERVING)
                .edit(secret -> new SecretBuilder(secret)
                        .editMetadata()
                        .addToAnnotations(Map.of(
                                "cert-manager.io/issuer-name", "kspec-webhook-authority",
                                "cert-manager.io/issuer-kind", "Issuer"))
                        .endMetadata()
                        .addToStringData("tls.key", Pem.of(leaf.key()))
                        .addToStringData("tls.crt", Pem.of(leaf.certificate()))
                        .addToStringData("ca.crt", Pem.of(authority.root().certificate()))
                        .build());
    }

    private static Optional<GenericKubernetesResource> certificate(KubernetesClient client, String namespace) {
        return Optional.ofNullable(client.genericKubernetesResources(CertManagerObjects.CERTIFICATE.context())
                .inNamespace(namespace)
                .withName(CertManagerObjects.SERVING)
                .get());
    }

    private static CustomResourceDefinition kind(String kind, String plural) {
        return new io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(plural + ".cert-manager.io")
                .addToAnnotations("api-approved.kubernetes.io", "unapproved, for tests")
                .endMetadata()
                .withNewSpec()
                .withGroup("cert-manager.io")
                .withScope("Namespaced")
                .withNewNames()
                .withKind(kind)
                .withPlural(plural)
                .endNames()
                .addNewVersion()
                .withName("v1")
                .withServed(true)
                .withStorage(true)
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }
}
