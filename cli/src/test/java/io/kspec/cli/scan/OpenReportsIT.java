package io.kspec.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import io.kspec.testkit.ApiServer;
import io.kspec.testkit.Kubectl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The printed objects on a real API server that serves the published definitions; validation is strict, so that an
/// unknown field is refused, too.
@ApiServer
final class OpenReportsIT {
    private static final Path SCHEMAS = Path.of(System.getProperty("kspec.root"), "core/src/test/resources/schemas");

    @TempDir
    private Path directory;

    @BeforeAll
    static void serveTheDefinitions(Kubectl kubectl) throws Exception {
        for (String kind : List.of("reports", "clusterreports")) {
            succeeds(kubectl.runWithInput(
                    Files.readString(SCHEMAS.resolve("openreports.io_%s.yaml".formatted(kind))), "apply", "-f", "-"));
            succeeds(kubectl.run(
                    "wait", "--for=condition=Established", "crd/%s.openreports.io".formatted(kind), "--timeout=25s"));
        }
        kubectl.run("create", "namespace", "shop");
    }

    @Test
    void theServerTakesWhatIsPrintedAndCountsIt(Kubectl kubectl) throws Exception {
        var folder = new Folder(directory.resolve("manifests"));
        folder.write("good.yaml", Folder.GOOD);
        folder.write("bad.yaml", Folder.BAD);
        folder.write("broken.yaml", Folder.BROKEN);
        folder.write("weird.yaml", Folder.BAD.replace("image: nginx", "image: \"<script>]]>\\e[31m🐙\""));
        String objects = Kspec.at(directory)
                .run("scan", "-f", folder.root().toString(), "-o", "openreports")
                .out();
        succeeds(kubectl.runWithInput(objects, "create", "--validate=strict", "-f", "-"));
        succeeds(kubectl.runWithInput(objects, "apply", "--validate=strict", "-f", "-"));

        JsonNode report = get(kubectl, "reports.openreports.io", "-n", "shop", "kspec-production-cluster");
        assertThat(report.at("/summary/fail").asInt()).isPositive();
        assertThat(report.path("results"))
                .allMatch(result -> result.path("result").asText().equals("fail"));
        JsonNode cluster = get(kubectl, "clusterreports.openreports.io", "kspec-production-cluster");
        assertThat(cluster.at("/summary/error").asInt()).isPositive();
        assertThat(cluster.at("/summary/skip").asInt()).isPositive();
    }

    @Test
    void theServerRefusesAWordThatIsNoResult(Kubectl kubectl) {
        String broken = """
                apiVersion: openreports.io/v1alpha1
                kind: ClusterReport
                metadata: {name: broken}
                results: [{policy: a, result: broken}]
                """;
        assertThat(kubectl.runWithInput(broken, "create", "-f", "-").stderr()).contains("Unsupported value");
    }

    private static JsonNode get(Kubectl kubectl, String... what) throws Exception {
        var arguments = new ArrayList<>(List.of("get", "-o", "json"));
        arguments.addAll(List.of(what));
        Kubectl.Answer answer = kubectl.run(arguments.toArray(String[]::new));
        succeeds(answer);
        return new ObjectMapper().readTree(answer.stdout());
    }

    private static void succeeds(Kubectl.Answer answer) {
        assertThat(answer.succeeded()).as(answer.stderr()).isTrue();
    }
}
