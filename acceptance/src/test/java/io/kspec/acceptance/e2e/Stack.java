package io.kspec.acceptance.e2e;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.kspec.acceptance.chart.Chart;
import io.kspec.local.Component;
import io.kspec.local.LocalKubernetes;
import io.kspec.local.LocalOptions;
import io.kspec.local.PrivateFiles;
import io.kspec.local.Progress;
import io.kspec.local.kubelet.KubeletSettings;
import io.kspec.local.kubelet.LoopbackProxy;
import io.kspec.local.kubelet.SmallKubelet;
import io.kspec.testkit.Kubectl;
import io.kspec.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// A cluster with three nodes that run pods, on which a chart can be installed as it is: the API server reaches
/// Services, and writes down who asked it for what.
///
/// @param audit the API server's audit log
record Stack(LocalKubernetes cluster, SmallKubelet kubelet, Path scratch, Path audit) implements AutoCloseable {
    static final String NAMESPACE = "kspec-system";
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final int NODES = 3;
    /// Who asked, for what, by which role: all that the question about rights needs. Reads of everybody else would
    /// only fill the disk.
    private static final String AUDIT_POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived, ResponseStarted]
            rules:
              - level: Metadata
                userGroups: ["system:serviceaccounts:kspec-system"]
              - level: None
            """;

    static Stack start(Path scratch, Progress progress) {
        Path audit = scratch.resolve("audit.log");
        LocalKubernetes cluster = LocalKubernetes.start(options(scratch, audit), progress);
        try {
            KubeletSettings settings = KubeletSettings.defaults()
                    .withNodes(NODES)
                    .withHeartbeat(Duration.ofSeconds(2))
                    .withBackOff(Duration.ofSeconds(1), Duration.ofSeconds(10))
                    .withRefresh(Duration.ofSeconds(2))
                    .image("kspec-operator", OperatorImage.program());
            return new Stack(cluster, SmallKubelet.start(cluster, settings), scratch, audit);
        } catch (RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    /// Services get loopback addresses of a range that other clusters of this machine hardly choose as well. A lost
    /// node is given up after 8 s instead of 40 s, and its pods at once.
    private static LocalOptions options(Path scratch, Path audit) {
        var random = ThreadLocalRandom.current();
        String services = "127.%d.%d.0/24".formatted(random.nextInt(251, 255), random.nextInt(1, 255));
        Path policy = PrivateFiles.write(scratch.resolve("audit-policy.yaml"), AUDIT_POLICY);
        return LocalOptions.defaults()
                .withNodes(0)
                .without(Component.KWOK)
                .withApiServerArguments(
                        "--service-cluster-ip-range=" + services,
                        "--audit-policy-file=" + policy,
                        "--audit-log-path=" + audit,
                        "--default-not-ready-toleration-seconds=1",
                        "--default-unreachable-toleration-seconds=1")
                .withControllerManagerArguments("--node-monitor-grace-period=8s", "--node-monitor-period=1s");
    }

    KubernetesClient client() {
        return cluster.client();
    }

    Kubectl kubectl() {
        return Kubectl.of(cluster).within(PATIENCE);
    }

    Program helm() {
        return Chart.helm().on(cluster.kubeconfig()).within(PATIENCE);
    }

    /// Stands in for the Service of admission; the release must be installed.
    LoopbackProxy webhookService() {
        return LoopbackProxy.start(client(), NAMESPACE, "kspec-webhook-service", 443);
    }

    /// A file whose text a command line needs.
    Path file(String name, String text) {
        try {
            return Files.writeString(scratch.resolve(name), text);
        } catch (IOException unwritable) {
            throw new java.io.UncheckedIOException(unwritable);
        }
    }

    /// The folder of the chart as it was one commit ago; empty without a history.
    Optional<Path> previousChart() {
        return PreviousChart.unpackedTo(scratch.resolve("previous"));
    }

    @Override
    public void close() {
        kubelet.close();
        cluster.close();
    }
}
