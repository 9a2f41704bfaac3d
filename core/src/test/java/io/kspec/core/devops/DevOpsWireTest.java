package io.kspec.core.devops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kspec.core.Yaml;
import io.kspec.core.devops.enforce.Enforcement;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The records as they stand in files and in the API server.
final class DevOpsWireTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SAMPLE = """
            forbidLatestTag: true
            requireLivenessProbe: true
            requireReadinessProbe: true
            maxRestartCount: 3
            forbidPendingDuration: 300
            """;

    @Test
    void theSampleSpecReadsAndWritesBackAsItIs() {
        assertThat(written(read(SAMPLE))).isEqualTo(Yaml.one(SAMPLE));
        assertThat(read(SAMPLE)).isEqualTo(Pods.EVERYTHING);
    }

    @Test
    void severitiesReadAndWriteBackInLowerCase() {
        String text = "severityOverrides: {latestTag: critical, pending: low}";
        assertThat(written(read(text))).isEqualTo(Yaml.one(text));
    }

    @Test
    void aWholeStatusReadsAndWritesBackAsItIs() throws JsonProcessingException {
        DevOpsPolicyStatus status = PolicyEvaluation.of(
                        EnabledChecks.all(), "shop", List.of(Pods.broken()), SystemNamespaces.usual(), Pods.NOW)
                .status(7, Pods.NOW, List.of(), new Enforcement.Audited());
        assertThat(JSON.treeToValue(written(status), DevOpsPolicyStatus.class)).isEqualTo(status);
    }

    @Test
    void aStatusIsWrittenUnderTheNamesThatUsersKnow() {
        DevOpsPolicyStatus status = PolicyEvaluation.of(
                        EnabledChecks.all(), "shop", List.of(), SystemNamespaces.usual(), Pods.NOW)
                .status(7, Pods.NOW, List.of(), new Enforcement.Audited());
        assertThat(written(status).fieldNames())
                .toIterable()
                .containsExactly(
                        "observedGeneration",
                        "healthy",
                        "healthScore",
                        "violations",
                        "lastEvaluated",
                        "message",
                        "conditions");
    }

    @Test
    void anEmptySpecHasNoFieldsAndIsWrittenEmpty() {
        assertThat(read("{}")).isEqualTo(Pods.NOTHING);
        assertThat(written(Pods.NOTHING)).isEmpty();
    }

    @Test
    void nullIsAbsent() {
        assertThat(read("{forbidLatestTag: null, maxRestartCount: null}")).isEqualTo(Pods.NOTHING);
    }

    @Test
    void aStatusThatWasNeverWrittenHasNothingButAnEmptyListOfConditions() throws JsonProcessingException {
        var status = JSON.readValue("{}", DevOpsPolicyStatus.class);
        assertThat(status)
                .isEqualTo(new DevOpsPolicyStatus(null, null, null, null, null, null, null, null, null, null));
        assertThat(status.conditions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            forbidLatestTags: true                    | spec.forbidLatestTags | Did you mean forbidLatestTag?
            maxRestartCount: -1                       | spec.maxRestartCount  | Write at least 0.
            maxRestartCount: "3"                      | spec.maxRestartCount  | Write a whole number
            forbidPendingDuration: 31536001           | spec.forbidPendingDuration | Write at most 31536000.
            requireLivenessProbe: "yes"               | spec.requireLivenessProbe  | Write true or false
            severityOverrides: {latestTag: criticle}  | spec.severityOverrides.latestTag | Did you mean critical?
            """)
    void aWrongFieldIsNamedWithWhatIsAllowed(String text, String path, String remedy) {
        assertThat(reading(text)).isInstanceOfSatisfying(SpecReading.Unreadable.class, unreadable -> assertThat(
                        (List<?>) unreadable.problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(((SpecProblem) problem).path().dotted()).isEqualTo(path);
                    assertThat(((SpecProblem) problem).sentence()).contains(remedy);
                }));
    }

    private static DevOpsPolicySpec read(String text) {
        return switch (reading(text)) {
            case SpecReading.Read<DevOpsPolicySpec>(DevOpsPolicySpec spec) -> spec;
            case SpecReading.Unreadable<DevOpsPolicySpec>(List<SpecProblem> problems) ->
                throw new AssertionError(problems);
        };
    }

    private static SpecReading<DevOpsPolicySpec> reading(String text) {
        return SpecReading.of(DevOpsPolicySpec.class, Yaml.one(text), FieldPath.of("spec"));
    }

    private static JsonNode written(Record value) {
        try {
            return JSON.readTree(JSON.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
