package io.kspec.kube.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("apiserver")
final class CapabilityReaderIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static LocalKubernetes cluster;

    @BeforeAll
    static void start() {
        cluster = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void aFreshClusterOffersWhatItsApiServerBrings() {
        Capabilities offered = known(alwaysAsking(cluster.client()).read());
        String admission = Objects.requireNonNull(cluster.client().raw("/apis/admissionregistration.k8s.io/v1"));
        assertThat(offered.version())
                .isEqualTo(cluster.client().getKubernetesVersion().getGitVersion());
        assertThat(offered.nativePolicies()).isEqualTo(admission.contains("\"validatingadmissionpolicybindings\""));
        assertThat(offered.openReports()).isFalse();
    }

    @Test
    void kyvernoIsOfferedWhileItsKindsAreServed() {
        CapabilityReader reader = alwaysAsking(cluster.client());
        assertThat(known(reader.read()).kyverno()).isEmpty();
        CustomResourceDefinition classic = definition("kyverno.io", "ClusterPolicy", "clusterpolicies", "v1");
        CustomResourceDefinition validating =
                definition("policies.kyverno.io", "ValidatingPolicy", "validatingpolicies", "v1alpha1");
        cluster.client().resource(classic).create();
        awaitKyverno(reader, Optional.of(new KyvernoApi(true, Optional.empty())));
        cluster.client().resource(validating).create();
        awaitKyverno(reader, Optional.of(new KyvernoApi(true, Optional.of("v1alpha1"))));
        cluster.client().resource(classic).delete();
        cluster.client().resource(validating).delete();
        awaitKyverno(reader, Optional.empty());
    }

    @Test
    void anAnswerIsGivenAgainUntilItIsNoLongerFresh() {
        var now = new AtomicReference<>(Instant.EPOCH);
        var reader = new CapabilityReader(cluster.client(), Duration.ofMinutes(1), now::get);
        assertThat(known(reader.read()).certManager()).isFalse();
        CustomResourceDefinition certificates = definition("cert-manager.io", "Certificate", "certificates", "v1");
        CustomResourceDefinition issuers = definition("cert-manager.io", "Issuer", "issuers", "v1");
        cluster.client().resource(certificates).create();
        cluster.client().resource(issuers).create();
        CapabilityReader other = alwaysAsking(cluster.client());
        await().atMost(SOON).untilAsserted(() -> assertThat(known(other.read()).certManager())
                .isTrue());
        now.set(Instant.EPOCH.plusSeconds(59));
        assertThat(known(reader.read()).certManager()).isFalse();
        now.set(Instant.EPOCH.plusSeconds(60));
        assertThat(known(reader.read()).certManager()).isTrue();
        cluster.client().resource(certificates).delete();
        cluster.client().resource(issuers).delete();
    }

    @Test
    void aServerThatDoesNotAnswerIsUnknownUntilItAnswers() {
        var reader = new CapabilityReader(cluster.client(), Duration.ofMinutes(1), () -> Instant.EPOCH);
        cluster.stopApiServer();
        try {
            assertThat(reader.read()).isInstanceOfSatisfying(Reading.Unknown.class, unknown -> assertThat(unknown.why())
                    .isInstanceOf(Failure.Unreachable.class));
        } finally {
            cluster.startApiServer();
        }
        assertThat(known(reader.read()).version()).startsWith("v1.");
    }

    @Test
    void whoIsNotSignedInLearnsNothing() {
        Config config = new ConfigBuilder(cluster.client().getConfiguration())
                .withOauthToken("expired")
                .withAutoOAuthToken("expired")
                .build();
        try (KubernetesClient stranger =
                new KubernetesClientBuilder().withConfig(config).build()) {
            assertThat(alwaysAsking(stranger).read())
                    .isEqualTo(new Reading.Unknown<>(new Failure.Unauthenticated(
                            cluster.client().getMasterUrl().toString())));
        }
    }

    private static void awaitKyverno(CapabilityReader reader, Optional<KyvernoApi> wanted) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(known(reader.read()).kyverno()).isEqualTo(wanted));
    }

    private static CapabilityReader alwaysAsking(KubernetesClient client) {
        return new CapabilityReader(client, Duration.ZERO, InstantSource.system());
    }

    private static Capabilities known(Reading<Capabilities> reading) {
        assertThat(reading).isInstanceOf(Reading.Known.class);
        return ((Reading.Known<Capabilities>) reading).value();
    }

    private static CustomResourceDefinition definition(String group, String kind, String plural, String version) {
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(plural + "." + group)
                .endMetadata()
                .withNewSpec()
                .withGroup(group)
                .withScope("Cluster")
                .withNewNames()
                .withKind(kind)
                .withPlural(plural)
                .endNames()
                .addNewVersion()
                .withName(version)
                .withServed(true)
                .withStorage(true)
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }
}
