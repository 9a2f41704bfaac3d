package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.local.LocalKubernetes;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The operator as a process of its own: what it says on its two streams.
@ApiServer(shared = false)
final class OperatorOutputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String SECRET = "c3VwZXItc2VjcmV0LXBhc3N3b3Jk";
    private static final String PASSWORD = "correct-horse-battery-staple";

    @TempDir
    private Path folder;

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void itLogsReconcilesAuditsItsWritesAndTellsNoSecret(LocalKubernetes cluster, Kubectl kubectl) throws Exception {
        kubectl.run("create", "namespace", RunningOperator.NAMESPACE);
        kubectl.run("create", "secret", "generic", "credentials", "--from-literal=token=" + PASSWORD);
        Process operator = start(cluster);
        try {
            await("operator").atMost(PATIENCE).until(() -> read("err").contains("kspec operator is ready"));
            kubectl.runWithInput(Yaml.specification("prod", "mode: enforce"), "apply", "-f", "-");
            await("refusal").atMost(PATIENCE).until(() -> kubectl.runWithInput(pod(), "create", "-f", "-")
                    .stderr()
                    .contains("kspec refuses"));
            await("audit").atMost(PATIENCE).until(() -> read("out").contains("io.kspec.admission.refused"));
            await("status").atMost(PATIENCE).until(() -> read("out")
                    .contains("clusterspecifications.kspec.io/status prod"));
        } finally {
            operator.destroy();
            assertThat(operator.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        List<JsonNode> log = lines("err");
        assertThat(log).anySatisfy(line -> {
            assertThat(line.path("message").asText()).isEqualTo("Starting reconciliation");
            assertThat(line.path("clusterSpec").asText()).isEqualTo("prod");
            assertThat(line.path("generation").asLong()).isPositive();
        });
        List<JsonNode> audit = lines("out");
        assertThat(audit).allSatisfy(line -> assertThat(line.path("specversion").asText())
                .isEqualTo("1.0"));
        assertThat(audit)
                .extracting(line -> line.path("type").asText())
                .contains(
                        "io.kspec.leadership.began",
                        "io.kspec.admission.enabled",
                        "io.kspec.admission.refused",
                        "io.kspec.api.write",
                        "io.kspec.leadership.ended");
        assertThat(audit).anySatisfy(line -> {
            assertThat(line.path("subject").asText()).isEqualTo("clusterspecifications.kspec.io/status prod");
            assertThat(line.at("/data/outcome").asText()).isEqualTo("done");
        });
        assertThat(audit).anySatisfy(line -> assertThat(line.path("subject").asText())
                .isEqualTo("secrets kspec-system/kspec-webhook-ca"));
        assertThat(read("err") + read("out"))
                .doesNotContain(PASSWORD)
                .doesNotContain(SECRET)
                .doesNotContain("PRIVATE KEY");
        assertThat(Files.readString(folder.resolve("audit.log"))).isEqualTo(read("out"));
    }

    private Process start(LocalKubernetes cluster) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx160m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.kspec.operator.Main"));
        command.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString(), "--install-crds"));
        command.addAll(List.of("--webhook-host=127.0.0.1", "--webhook-port=0", "--webhook-url=https://127.0.0.1"));
        command.addAll(List.of("--health-probe-bind-address=127.0.0.1:0", "--metrics-bind-address=0"));
        command.addAll(List.of("--log-format=json", "--audit-log=" + folder.resolve("audit.log")));
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /// A pod that is refused, with a password where the message could repeat it.
    private static String pod() {
        return Yaml.privilegedPod("default", "bad")
                .replace("      image:", "      env: [{name: TOKEN, value: %s}]\n      image:".formatted(SECRET));
    }

    private String read(String stream) throws IOException {
        return Files.readString(folder.resolve(stream));
    }

    private List<JsonNode> lines(String stream) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (String line : read(stream).lines().toList()) {
            lines.add(mapper.readTree(line));
        }
        return lines;
    }
}
