package io.kspec.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.Yaml;
import io.kspec.core.document.Document;
import io.kspec.core.document.Documents;
import io.kspec.core.validation.SpecProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MigrationTest {
    @Test
    void theModeIsMonitorAndTheLineThatChangesItIsPrinted() {
        var migrated = rewritten("kubernetes: {minVersion: 1.26.0}");
        assertThat(migrated.json().at("/spec/enforcement")).isEqualTo(Yaml.one("mode: monitor"));
        assertThat(migrated.advice())
                .singleElement()
                .asString()
                .contains("kubectl patch clusterspec old --type=merge")
                .contains("{\"spec\":{\"enforcement\":{\"mode\":\"enforce\"}}}");
    }

    @Test
    void aStoredModeIsLoweredAndSaidSo() {
        var migrated = rewritten(stored("enforcement: {enabled: false, mode: enforce}"));
        assertThat(migrated.json().at("/spec/enforcement")).isEqualTo(Yaml.one("{enabled: false, mode: monitor}"));
        assertThat(fates(migrated, Fate.LOST)).containsExactly("spec.enforcement.mode");
        assertThat(migrated.advice().getFirst()).contains("\"enabled\":true,\"mode\":\"enforce\"");
    }

    @Test
    void theMetadataMoveToWhereTheyAreKept() {
        var migrated = rewritten("""
                apiVersion: kspec.dev/v1
                kind: ClusterSpecification
                metadata:
                  name: Prod Cluster (EU)
                  version: v1.2
                  namespace: default
                  description: ours
                  labels: {tier: 2, owner: two words, "bad key!": x}
                spec: {}
                """);
        assertThat(migrated.json().path("metadata")).isEqualTo(Yaml.one("""
                name: prod-cluster-eu
                labels: {tier: "2"}
                annotations: {kspec.io/original-name: Prod Cluster (EU), kspec.io/description: ours, owner: two words}
                """));
        assertThat(migrated.json().at("/spec/version").asText()).isEqualTo("1.2.0");
        assertThat(fates(migrated, Fate.LOST))
                .containsExactlyInAnyOrder("metadata.namespace", "metadata.labels.bad key!");
        assertThat(fates(migrated, Fate.RENAMED))
                .containsExactlyInAnyOrder("metadata.name", "metadata.version", "metadata.labels.owner");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            network: {defaultDeny: true}  | network: {defaultDenyIngress: true, defaultDenyEgress: true}
            network: {defaultDeny: false} | network: {}
            kubernetes: {minVersion: v1.30.2, maxVersion: 1.32} | kubernetes: {minVersion: 1.30.2, maxVersion: "1.32"}
            rbac: {}                      | rbac: {}
            rbac: {forbiddenRules: [{resource: pods, verbs: [get]}]} | rbac: {forbiddenRules: [{resource: pods, verbs: [get], apiGroup: ""}]}
            workloads: {images: {requireDigests: false, requireSignatures: true}} | workloads: {images: {requireSignatures: true}}
            admission: {required: [{type: ValidatingWebhookConfiguration, namePattern: "kyverno-*"}]} | admission: {required: [{type: ValidatingWebhookConfiguration, namePattern: "kyverno-*", minCount: 0}]}
            admission: {required: [{type: Kyverno, namePattern: x, minCount: 2}]} | admission: {required: [{type: ValidatingWebhookConfiguration, namePattern: "^kyverno-.*", minCount: 2}, {type: MutatingWebhookConfiguration, namePattern: "^kyverno-.*", minCount: 2}]}
            """)
    void aSectionSaysTheSameInTodaysWords(String before, String after) {
        assertThat(section(rewritten(before))).isEqualTo(Yaml.one(after));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {key: securityContext.runAsNonRoot, value: "true"}    | {key: securityContext.runAsNonRoot, value: true}
            {key: securityContext.runAsNonRoot, value: true}      | {key: securityContext.runAsNonRoot, value: true}
            {key: securityContext.runAsUser, value: "1000"}       | {key: securityContext.runAsUser, value: 1000}
            {key: securityContext.capabilities.drop, value: '["ALL"]'} | {key: securityContext.capabilities.drop, value: [ALL]}
            {key: securityContext.capabilities.drop, value: '[ALL, 1'} | {key: securityContext.capabilities.drop, value: '[ALL, 1'}
            {key: resources.limits.cpu, value: "2"}               | {key: resources.limits.cpu, value: "2"}
            {key: resources.limits.cpu, exists: true}             | {key: resources.limits.cpu, exists: true}
            {key: securityContext.hostPID, value: "true"}         | {key: hostPID, value: true}
            """)
    void aValueOfAContainerFieldIsTyped(String before, String after) {
        var migrated = rewritten("workloads: {containers: {required: [%s]}}".formatted(before));
        assertThat(migrated.json().at("/spec/workloads/containers/required/0")).isEqualTo(Yaml.one(after));
    }

    @Test
    void whatTodaysFormatCannotHoldIsLostEntryByEntryAtItsPlace() {
        var migrated = rewritten("""
                network: {disallowedPorts: [22, 70000, 23, 0]}
                workloads:
                  containers:
                    required:
                      - {key: securityContext.runAsNonRot, value: "true"}
                      - {key: securityContext.runAsNonRoot, valu: "true"}
                """);
        assertThat(section(migrated)).isEqualTo(Yaml.one("""
                network: {disallowedPorts: [22, 23]}
                workloads: {containers: {required: [{key: securityContext.runAsNonRoot}]}}
                """));
        assertThat(fates(migrated, Fate.LOST))
                .containsExactlyInAnyOrder(
                        "spec.network.disallowedPorts[1]",
                        "spec.network.disallowedPorts[3]",
                        "spec.workloads.containers.required[0]",
                        "spec.workloads.containers.required[1].valu");
        assertThat(migrated.entries())
                .filteredOn(entry -> entry.from().dotted().endsWith("required[0]"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.where()).isEqualTo("old.yaml:9:11");
                    assertThat(entry.reason())
                            .contains("\"securityContext.runAsNonRot\"", "securityContext.runAsNonRoot");
                });
    }

    @Test
    void aSectionThatTheFileFormatNeverHadIsLost() {
        var migrated = rewritten("webhooks: {enabled: true}\nenforcement: {mode: enforce}");
        assertThat(section(migrated)).isEmpty();
        assertThat(fates(migrated, Fate.LOST)).containsExactlyInAnyOrder("spec.webhooks", "spec.enforcement");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            podSecurity: {enforce: strict}                           | spec.podSecurity.enforce | privileged, baseline
            podSecurity: {exemptions: [{namespace: a, level: basline, reason: b}]} | spec.podSecurity.exemptions[0].level | Did you mean baseline?
            kubernetes: {minVersion: newest}                         | spec.kubernetes.minVersion | 1.30
            kubernetes: {minVersion: 1.31.0, maxVersion: 1.30.0}     | spec.kubernetes.minVersion | not newer
            """)
    void aWrongWordThatDecidesEverythingIsRefusedAtItsPlace(String spec, String path, String remedy) {
        assertThat(migrate(file(spec))).singleElement().isInstanceOfSatisfying(Migrated.Refused.class, refused -> {
            assertThat(refused.problems())
                    .extracting(problem -> problem.path().dotted())
                    .contains(path);
            assertThat(refused.problems().getFirst().sentence()).contains(remedy);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {apiVersion: kspec.dev/v1, kind: ClusterSpecificatoin, metadata: {name: a}} | kind | Did you mean ClusterSpecification?
            {apiVersion: kspec.dev/v2, kind: ClusterSpecification, metadata: {name: a}} | apiVersion | kspec.dev/v1
            {apiVersion: kspec.dev/v1, kind: ClusterSpecification, metadata: {}, spec: {}} | metadata.name | no name
            {apiVersion: kspec.dev/v1, kind: ClusterSpecification, metadata: {name: "___"}, spec: {}} | metadata.name | may not name
            {apiVersion: kspec.dev/v1, kind: ClusterSpecification, metadata: {name: a}} | spec | no object
            {apiVersion: kspec.io/v1alpha1, kind: ClusterTarget, metadata: {name: a}, spec: {authMode: tokn}} | spec.authMode | Did you mean token?
            """)
    void aDocumentThatSaysNotWhatItIsIsRefused(String document, String path, String sentence) {
        assertThat(migrate(document)).singleElement().isInstanceOfSatisfying(Migrated.Refused.class, refused -> {
            SpecProblem problem = refused.problems().getFirst();
            assertThat(problem.path().dotted()).isEqualTo(path);
            assertThat(problem.sentence()).contains(sentence);
        });
    }

    @Test
    void whatServersWroteIsLeftToThem() {
        var migrated = rewritten("""
                apiVersion: kspec.io/v1alpha1
                kind: ClusterSpecification
                metadata:
                  name: prod
                  namespace: default
                  uid: abc
                  resourceVersion: "1"
                  finalizers: [kspec.io/finalizer]
                  annotations: {kubectl.kubernetes.io/last-applied-configuration: "{}"}
                spec: {enforcement: {mode: monitor}}
                status: {phase: Active}
                """);
        assertThat(migrated.json()).isEqualTo(Yaml.one("""
                {apiVersion: kspec.io/v1alpha1, kind: ClusterSpecification, metadata: {name: prod},
                 spec: {enforcement: {mode: monitor}}}
                """));
        assertThat(fates(migrated, Fate.LOST)).containsExactly("metadata.namespace");
    }

    @Test
    void aConfigMapGivesTheTextInsideIt() {
        var migrated = migrate("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: kspec-cluster-spec}
                data:
                  cluster-spec.yaml: |
                    apiVersion: kspec.dev/v1
                    kind: ClusterSpecification
                    metadata: {name: inside, nam: x}
                    spec: {}
                    ---
                    a: [
                """);
        assertThat(migrated.getFirst()).isInstanceOfSatisfying(Migrated.Rewritten.class, one -> {
            assertThat(one.json().at("/metadata/name").asText()).isEqualTo("inside");
            assertThat(one.entries())
                    .extracting(Entry::where)
                    .contains("old.yaml (cluster-spec.yaml of ConfigMap kspec-cluster-spec):3:26");
        });
        assertThat(migrated.getLast()).isInstanceOf(Migrated.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "*/5 * * * *, interval: 5m",
        "* * * * *, interval: 1m",
        "7 * * * *, interval: 1h",
        "0 */6 * * *, interval: 6h",
        "*/7 * * * *, 'schedule: \"*/7 * * * *\"'",
        "0 8 * * 1-5, 'schedule: \"0 8 * * 1-5\"'"
    })
    void aScheduleIsOfferedAsAnIntervalWhereItIsOne(String schedule, String offer) {
        var migrated = migrate("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: kspec-drift-monitor}
                spec: {schedule: "%s"}
                """.formatted(schedule));
        assertThat(migrated).singleElement().isInstanceOfSatisfying(Migrated.LeftOut.class, left -> assertThat(
                        left.entries().getFirst().reason())
                .endsWith(offer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: batch/v1, kind: CronJob, metadata: {name: backup}, spec: {}}",
                "{apiVersion: v1, kind: Namespace, metadata: {name: kspec-system}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: other}, data: {a: b}}"
            })
    void whatIsNotOursIsLeftOutAndLosesNothing(String document) {
        assertThat(migrate(document)).singleElement().isInstanceOfSatisfying(Migrated.LeftOut.class, left -> assertThat(
                        left.entries())
                .isEmpty());
    }

    @Test
    void aReportThatNoSchemaTakesIsLeftOutUntouched() {
        var migrated = migrate("""
                apiVersion: kspec.io/v1alpha1
                kind: ComplianceReport
                metadata: {name: a, namespace: kspec-system}
                spec: {clusterSpecRef: {name: a}, scanTime: "2025-01-01T00:00:00Z"}
                """);
        assertThat(migrated).singleElement().isInstanceOfSatisfying(Migrated.LeftOut.class, left -> assertThat(
                        left.entries())
                .extracting(entry -> entry.from().dotted())
                .containsExactly("spec.summary"));
    }

    static Migrated.Rewritten rewritten(String text) {
        List<Migrated> migrated = migrate(text.startsWith("apiVersion") ? text : file(text));
        assertThat(migrated).singleElement().isInstanceOf(Migrated.Rewritten.class);
        return (Migrated.Rewritten) migrated.getFirst();
    }

    static List<Migrated> migrate(String text) {
        return Documents.read("old.yaml", text).stream()
                .map(Document.class::cast)
                .flatMap(document -> Migration.of(document).stream())
                .toList();
    }

    private static JsonNode section(Migrated.Rewritten migrated) {
        ObjectNode spec = migrated.json().path("spec").deepCopy();
        spec.remove("enforcement");
        return spec;
    }

    private static String file(String spec) {
        return "apiVersion: kspec.dev/v1\nkind: ClusterSpecification\nmetadata: {name: old}\nspec:\n" + spec.indent(2);
    }

    private static String stored(String spec) {
        return file(spec).replace("kspec.dev/v1", "kspec.io/v1alpha1");
    }

    private static List<String> fates(Migrated.Rewritten migrated, Fate fate) {
        return migrated.entries().stream()
                .filter(entry -> entry.fate() == fate)
                .map(entry -> entry.from().dotted())
                .toList();
    }
}
