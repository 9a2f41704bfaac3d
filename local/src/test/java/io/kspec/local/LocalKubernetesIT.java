package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("apiserver")
final class LocalKubernetesIT {
    private static LocalKubernetes cluster;

    @BeforeAll
    static void start() {
        cluster = LocalKubernetes.start(LocalOptions.defaults(), Progress.silent());
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void theFakeNodesAreReady() {
        assertThat(cluster.client().nodes().list().getItems()).hasSize(2).allMatch(FakeNodes::isReady);
    }

    @Test
    void aDeploymentBecomesAvailable() {
        awaitAvailable(cluster.client(), "web", Duration.ofSeconds(60));
    }

    @Test
    void aNewNamespaceGetsAServiceAccountAndTheAuthoritysCertificate() {
        KubernetesClient client = cluster.client();
        namespace(client, "furnished");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(client.serviceAccounts()
                            .inNamespace("furnished")
                            .withName("default")
                            .get())
                    .isNotNull();
            assertThat(client.configMaps()
                            .inNamespace("furnished")
                            .withName("kube-root-ca.crt")
                            .get())
                    .isNotNull();
        });
    }

    @Test
    void theBuiltInControllersActUnderTheirOwnServiceAccounts() {
        assertThat(cluster.client()
                        .serviceAccounts()
                        .inNamespace("kube-system")
                        .list()
                        .getItems())
                .extracting(account -> account.getMetadata().getName())
                .contains("deployment-controller", "replicaset-controller");
    }

    @Test
    void aSecondClusterBesideItHasDataOfItsOwnAndIsGoneWhenClosed() {
        namespace(cluster.client(), "only-in-the-first");
        LocalKubernetes second = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent());
        List<ProcessIdentity> processes;
        try (second) {
            assertThat(second.server()).isNotEqualTo(cluster.server());
            assertThat(second.client()
                            .namespaces()
                            .withName("only-in-the-first")
                            .get())
                    .isNull();
            processes = ProcessLedger.read(second.directory()).orElseThrow().processes();
            assertThat(processes).hasSize(2).allMatch(ProcessIdentity::isRunning);
        }
        second.close();
        assertThat(second.directory()).doesNotExist();
        assertThat(processes).noneMatch(ProcessIdentity::isRunning);
        assertThat(cluster.client().namespaces().withName("only-in-the-first").get())
                .isNotNull();
    }

    @Test
    void aProgramBesideTheClusterEndsWithItAndIsInItsLedger() throws Exception {
        Process beside = new ProcessBuilder("sleep", "600").start();
        try (LocalKubernetes bare = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent())) {
            bare.endsWithIt(beside, "sleep");
            assertThat(ProcessLedger.read(bare.directory()).orElseThrow().processes())
                    .contains(ProcessIdentity.of(beside.pid()).orElseThrow());
            assertThat(beside.isAlive()).isTrue();
        }
        assertThat(beside.isAlive()).isFalse();
    }

    @Test
    void withoutControllersPodsAreAcceptedAllTheSame() {
        try (LocalKubernetes bare = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent())) {
            Deployment deployment = deployment("default", "web", 1);
            Pod pod = new PodBuilder()
                    .withNewMetadata()
                    .withName("lonely")
                    .endMetadata()
                    .withSpec(deployment.getSpec().getTemplate().getSpec())
                    .build();
            assertThat(bare.client()
                            .pods()
                            .inNamespace("default")
                            .resource(pod)
                            .create()
                            .getMetadata()
                            .getUid())
                    .isNotBlank();
        }
    }

    @Test
    void whatTheApiServerMakesByItselfIsThereWhenItIsStarted() {
        try (LocalKubernetes bare = LocalKubernetes.start(LocalOptions.apiServerOnly(), Progress.silent())) {
            KubernetesClient client = bare.client();
            assertThat(client.services().inAnyNamespace().list().getItems())
                    .extracting(service -> service.getMetadata().getName())
                    .containsExactly("kubernetes");
            assertThat(client.namespaces().list().getItems())
                    .extracting(namespace -> namespace.getMetadata().getName())
                    .containsExactlyInAnyOrder("default", "kube-node-lease", "kube-public", "kube-system");
        }
    }

    @Test
    void dataSurvivesTheApiServersAbsenceAndControllersGoOn() {
        try (LocalKubernetes patient = LocalKubernetes.start(LocalOptions.defaults(), Progress.silent())) {
            namespace(patient.client(), "remembered");

            patient.stopApiServer();
            patient.stopApiServer();
            assertThat(FreePorts.isFree(patient.server().getPort())).isTrue();

            patient.startApiServer();
            patient.startApiServer();
            assertThat(patient.client().namespaces().withName("remembered").get())
                    .isNotNull();
            awaitAvailable(patient.client(), "late", Duration.ofSeconds(30));
        }
    }

    @Test
    void aServiceAccountIsRefusedWhatItHasNoRightTo() {
        cluster.client()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withName("restricted")
                        .withNamespace("default")
                        .endMetadata()
                        .build())
                .create();
        Path kubeconfig = cluster.kubeconfigFor("default", "restricted");
        try (KubernetesClient restricted = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build()) {
            assertThatExceptionOfType(KubernetesClientException.class)
                    .isThrownBy(
                            () -> restricted.secrets().inNamespace("default").list())
                    .satisfies(refusal -> assertThat(refusal.getCode()).isEqualTo(403))
                    .withMessageContaining("system:serviceaccount:default:restricted");
        }
    }

    @Test
    void aServiceAccountThatDoesNotExistGetsNoToken() {
        assertThatExceptionOfType(LocalKubernetesException.class)
                .isThrownBy(() -> cluster.kubeconfigFor("default", "nobody"))
                .withMessageContaining("ServiceAccount default/nobody")
                .withMessageContaining("Create the service account first.");
    }

    @Test
    void theDirectoryAndItsSecretsAreForTheOwnerOnly() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cluster.directory())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cluster.kubeconfig())))
                .isEqualTo("rw-------");
    }

    @Test
    void noOtherMachineCanReachTheApiServer() throws Exception {
        int port = cluster.server().getPort();
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        for (InetAddress other : others) {
            try (Socket socket = new Socket()) {
                assertThatIOException().isThrownBy(() -> socket.connect(new InetSocketAddress(other, port), 1000));
            }
        }
    }

    @Test
    void logsAreKeptWhereTheOptionsSay(@TempDir Path directory) {
        Path logs = directory.resolve("logs");
        LocalKubernetes.start(LocalOptions.apiServerOnly().withLogsKeptIn(logs), Progress.silent())
                .close();
        assertThat(logs.resolve("kube-apiserver.log")).isNotEmptyFile();
        assertThat(logs.resolve("etcd.log")).exists();
    }

    @Test
    void aPortInUseIsRecognisedInWhatTheRealApiServerSays() {
        int taken = cluster.server().getPort();
        LocalOptions options = LocalOptions.apiServerOnly().withApiServerArguments("--secure-port=" + taken);
        assertThatExceptionOfType(PortTakenException.class)
                .isThrownBy(
                        () -> LocalKubernetes.start(options, Progress.silent()).close());
    }

    @Test
    void anArgumentTheApiServerDoesNotKnowIsNamed() {
        LocalOptions options = LocalOptions.apiServerOnly().withApiServerArguments("--no-such-flag=1");
        assertThatExceptionOfType(LocalKubernetesException.class)
                .isThrownBy(
                        () -> LocalKubernetes.start(options, Progress.silent()).close())
                .withMessageContaining("kube-apiserver ended by itself")
                .withMessageContaining("unknown flag: --no-such-flag");
    }

    private static void awaitAvailable(KubernetesClient client, String name, Duration limit) {
        client.resource(deployment("default", name, 3)).create();
        await().atMost(limit)
                .until(
                        () -> client
                                .apps()
                                .deployments()
                                .inNamespace("default")
                                .withName(name)
                                .get()
                                .getStatus()
                                .getConditions()
                                .stream()
                                .anyMatch(condition -> condition.getType().equals("Available")
                                        && condition.getStatus().equals("True")));
    }

    private static void namespace(KubernetesClient client, String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private static Deployment deployment(String namespace, String name, int replicas) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage("registry.example/web:1")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
