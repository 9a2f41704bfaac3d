package io.kspec.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.cli.Folder;
import io.kspec.cli.Kspec;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeneratePoliciesTest {
    private static final String ENFORCING = """
            apiVersion: kspec.io/v1alpha1
            kind: ClusterSpecification
            metadata: {name: prod}
            spec:
              enforcement: {mode: enforce}
              workloads:
                images: {disallowLatestTag: true}
            """;
    private static final String HALF_SAID =
            ENFORCING.replace("  workloads:", "  kubernetes: {minVersion: '1.30'}\n  workloads:");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"vap, ValidatingAdmissionPolicy, 6", "kyverno, ValidatingPolicy, 3", "kyverno-legacy, ClusterPolicy, 1"
    })
    void eachFormatIsWrittenAsYamlForKubectl(String format, String kind, int objects) {
        Kspec.Ended ended = generate(ENFORCING, "--format", format);
        assertThat(ended.code()).isZero();
        assertThat(documents(ended.out())).hasSize(objects);
        assertThat(documents(ended.out()).getFirst().path("kind").asText()).isEqualTo(kind);
        assertThat(ended.err()).contains("1 of 1 rules are said in " + format);
    }

    @Test
    void theApiServersOwnFormatIsTheDefault() {
        assertThat(generate(ENFORCING).out()).startsWith("apiVersion: admissionregistration.k8s.io/v1\n");
    }

    @Test
    void jsonIsAListThatKubectlTakes() throws Exception {
        Kspec.Ended ended = generate(ENFORCING, "-o", "json");
        JsonNode list = new ObjectMapper().readTree(ended.out());
        assertThat(list.path("kind").asText()).isEqualTo("List");
        assertThat(list.path("items")).hasSize(6);
    }

    @Test
    void filesHoldAPolicyWithItsBinding() throws Exception {
        Path policies = directory.resolve("deep/policies");
        Kspec.Ended ended = generate(ENFORCING, "--output-dir", policies.toString());
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("3 files are written");
        try (Stream<Path> files = Files.list(policies)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "kspec-prod-images-avoid-the-latest-tag.yaml",
                            "kspec-prod-images-avoid-the-latest-tag-templates.yaml",
                            "kspec-prod-images-avoid-the-latest-tag-cronjobs.yaml");
        }
        assertThat(documents(Files.readString(policies.resolve("kspec-prod-images-avoid-the-latest-tag.yaml"))))
                .extracting(object -> object.path("kind").asText())
                .containsExactly("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() {
        String file = new Folder(directory).write("in-the-way", "");
        Kspec.Ended ended = generate(ENFORCING, "--output-dir", file);
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).contains("the policies cannot be written (" + file + ")");
    }

    @Test
    void whatIsLeftOutIsToldAndFailsOnlyAStrictRun() {
        Kspec.Ended ended = generate(HALF_SAID);
        assertThat(ended.code()).isZero();
        assertThat(ended.err())
                .contains("left out: kubernetes-version-is-in-range: it judges a cluster")
                .contains("1 of 2 rules are said in vap");
        assertThat(generate(HALF_SAID, "--strict").code()).isEqualTo(1);
        assertThat(generate(ENFORCING, "--strict").code()).isZero();
    }

    @Test
    void theModeIsThatOfTheSpecificationUnlessAnotherIsAskedFor() {
        assertThat(generate(ENFORCING).out()).contains("- Deny").contains("- Warn");
        assertThat(generate(ENFORCING, "--mode", "audit").out())
                .contains("- Audit")
                .doesNotContain("- Deny");
    }

    @Test
    void aSpecificationThatOnlyRecordsWritesNothingUnlessAModeIsAskedFor() {
        String monitoring = ENFORCING.replace("mode: enforce", "mode: monitor");
        Kspec.Ended ended = generate(monitoring);
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("the mode is monitor").contains("--mode audit");
        assertThat(generate(monitoring, "--strict").code()).isEqualTo(1);
        assertThat(generate(monitoring, "--mode", "audit").out()).contains("- Audit");
    }

    @Test
    void outsideItsTimesASpecificationWritesNothing() {
        String windowed = ENFORCING.replace(
                "  enforcement:",
                "  timeBasedActivation: {enabled: true, timezone: UTC, PERIODS}\n"
                                .replace("PERIODS", "activePeriods: [{startTime: '08:00', endTime: '18:00'}]")
                        + "  enforcement:");
        Kspec.Ended night = at("2026-06-15T23:00:00Z", windowed);
        assertThat(night.out()).isEmpty();
        assertThat(night.err()).contains("not active at this time");
        Kspec.Ended day = at("2026-06-15T12:00:00Z", windowed);
        assertThat(day.out()).isNotEmpty();
        assertThat(day.err()).contains("the policies hold at all times");
    }

    @Test
    void furtherNamespacesCanBeLeftAlone() {
        assertThat(generate(ENFORCING, "--exempt-namespace", "legacy").out())
                .contains("- kspec-system", "- kube-system", "- legacy");
    }

    @Test
    void wrongUsageIsToldInOneSentence() {
        assertThat(generate(ENFORCING, "--format", "rego").code()).isEqualTo(2);
        assertThat(generate(ENFORCING, "--format", "rego").err())
                .contains("'rego' is no format; there are vap, kyverno, kyverno-legacy");
        assertThat(Kspec.at(directory).run("generate").code()).isEqualTo(2);
        assertThat(Kspec.at(directory).run("generate", "policies", "--help").out())
                .contains("kspec generate policies --spec cluster-spec.yaml | kubectl apply -f -");
        assertThat(generate(ENFORCING.replace("images:", "imags:")).code()).isEqualTo(3);
        assertThat(generate(ENFORCING.replace("mode: enforce", "mode: enforce, enforceFrom: soon"))
                        .code())
                .isEqualTo(3);
    }

    private Kspec.Ended generate(String specification, String... arguments) {
        return run(Kspec.at(directory), specification, arguments);
    }

    private Kspec.Ended at(String instant, String specification) {
        return run(Kspec.at(directory).at(Instant.parse(instant)), specification);
    }

    private Kspec.Ended run(Kspec kspec, String specification, String... arguments) {
        String file = new Folder(directory).write("spec.yaml", specification);
        return kspec.run(Stream.concat(Stream.of("generate", "policies", "--spec", file), Arrays.stream(arguments))
                .toArray(String[]::new));
    }

    private static List<JsonNode> documents(String text) {
        return Documents.read("written", text).stream()
                .map(parsed -> ((Document) parsed).json())
                .toList();
    }
}
