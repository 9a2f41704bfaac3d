package io.kspec.core.rule.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Yaml;
import io.kspec.core.rule.Rules;
import io.kspec.core.rule.WorkloadRule;
import io.kspec.core.verdict.Verdict;
import io.kspec.core.verdict.Violation;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PodDemandsTest {
    @Test
    void aWorkloadAndItsPodsCarryTheLabels() {
        String labels = "{metadata: {requiredLabels: [team]}}";
        assertThat(sentences(labels, """
                apiVersion: batch/v1
                kind: CronJob
                metadata: {labels: {team: shop}}
                spec: {jobTemplate: {metadata: {labels: {team: shop}}, spec: {template: {spec: {}}}}}
                """))
                .containsExactly("spec.jobTemplate.spec.template.metadata.labels.team is absent, must be set");
        assertThat(sentences(labels, """
                apiVersion: apps/v1
                kind: Deployment
                spec: {template: {metadata: {labels: {team: shop}}}}
                """)).containsExactly("metadata.labels.team is absent, must be set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{liveness: {}}                      | apps/v1  | Deployment  | 1",
                "{liveness: {}}                      | apps/v1  | ReplicaSet  | 1",
                "{liveness: {}}                      | batch/v1 | Job         | 0",
                "{liveness: {kinds: [Deployment]}}   | apps/v1  | Deployment  | 1",
                "{liveness: {kinds: [Deployment]}}   | apps/v1  | ReplicaSet  | 1",
                "{liveness: {kinds: [ReplicaSet]}}   | apps/v1  | Deployment  | 0",
                "{readiness: {kinds: [StatefulSet]}} | apps/v1  | StatefulSet | 1",
                "{startup: {kinds: [DaemonSet]}}     | apps/v1  | DaemonSet   | 1",
                "{startup: {kinds: [DaemonSet]}}     | apps/v1  | StatefulSet | 0",
            })
    void probesAreAskedOfTheKindsThatAreNamed(String probes, String apiVersion, String kind, int violations) {
        assertThat(sentences("{probes: %s}".formatted(probes), """
                apiVersion: %s
                kind: %s
                spec: {template: {spec: {containers: [{name: a}]}}}
                """.formatted(apiVersion, kind)))
                .hasSize(violations);
    }

    @Test
    void aJobOfAnotherGroupSaysNothingAboutItsPods() {
        assertThat(sentences("{probes: {liveness: {}}}", """
                apiVersion: v1
                kind: Pod
                metadata: {ownerReferences: [{apiVersion: example.org/v1, kind: Job, controller: true}]}
                spec: {containers: [{name: a}]}
                """)).hasSize(1);
    }

    @Test
    void aProbeWithoutAHandlerIsNone() {
        assertThat(sentences("{probes: {readiness: {}}}", """
                apiVersion: v1
                kind: Pod
                spec: {containers: [{name: a, readinessProbe: {periodSeconds: 5}}]}
                """))
                .containsExactly("container \"a\": spec.containers[0].readinessProbe is {\"periodSeconds\":5},"
                        + " must be a probe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{requests: {memory: 1Gi}} | true", "{requests: {memory: 0Gi}} | false", "{limits: {memory: 1}} | true",
                "{limits: {memory: 1e3}} | true", "{requests: {memory: -1}} | false",
                        "{requests: {memory: ''}} | false",
                "{requests: {memory: much}} | false", "{requests: {memory: {}}} | false",
                        "{requests: {cpu: 1}} | false",
            })
    void aRequestIsAnAmountAboveZeroOrALimit(String resources, boolean holds) {
        assertThat(sentences("{resources: {requests: [memory]}}", """
                        apiVersion: v1
                        kind: Pod
                        spec: {containers: [{name: a, resources: %s}]}
                        """.formatted(resources))
                        .isEmpty())
                .isEqualTo(holds);
    }

    @Test
    void eachResourceIsADemandOfItsOwn() {
        assertThat(rules("{resources: {requests: [cpu, cpu, memory], limits: [memory]}}"))
                .extracting(rule -> rule.id().toString())
                .containsExactly(
                        "containers-request-resources[cpu]",
                        "containers-request-resources[memory]",
                        "containers-limit-resources[memory]");
    }

    @Test
    void anAccountThatDecidesAboutItsTokenIsSaidSo() {
        assertThat(sentences("{pods: {disallowServiceAccountTokens: true}}", "{apiVersion: v1, kind: Pod, spec: {}}"))
                .containsExactly("spec.automountServiceAccountToken is absent, so that the service account decides,"
                        + " must be false");
    }

    @ParameterizedTest
    @CsvSource({
        "/var/log, true",
        "/var/log/, true",
        "/var/log/pods/a, true",
        "//var/./log, true",
        "/var/logs, false",
        "/var, false",
        "/, false",
        "/var/log/../lib, false",
        "'', false",
    })
    void aPathIsAllowedSegmentBySegment(String path, boolean allowed) {
        assertThat(sentences("{pods: {hostPaths: {allowed: [/var/log]}}}", """
                        apiVersion: v1
                        kind: Pod
                        spec: {volumes: [{name: a, hostPath: {path: '%s'}}]}
                        """.formatted(path))
                        .isEmpty())
                .isEqualTo(allowed);
    }

    @Test
    void aMountThatMayWriteIsNamed() {
        assertThat(sentences("{pods: {hostPaths: {allowed: [/]}}}", """
                apiVersion: v1
                kind: Pod
                spec:
                  volumes: [{name: a, hostPath: {path: /b}}, {name: c, emptyDir: {}}]
                  containers: [{name: x, volumeMounts: [{name: c}, {name: a, readOnly: true}, {name: a}]}]
                """))
                .containsExactly(
                        "container \"x\": spec.containers[0].volumeMounts[2].readOnly is absent, must be true");
    }

    @Test
    void aSecretIsNamedAndNeverShown() {
        assertThat(sentences("{pods: {disallowSecretsInEnv: true}}", """
                apiVersion: v1
                kind: Pod
                spec:
                  containers:
                  - name: a
                    env: [{name: B, value: hunter2, valueFrom: {secretKeyRef: {name: c, key: d}}}]
                """))
                .containsExactly("container \"a\": spec.containers[0].env[0].valueFrom.secretKeyRef is a reference to"
                        + " the secret \"c\", must be absent");
    }

    private static List<String> sentences(String workloads, String object) {
        return rules(workloads).stream()
                .map(rule -> rule.judge(Yaml.workload(object)))
                .flatMap(verdict -> verdict instanceof Verdict.Fail fail ? fail.violations().stream() : Stream.empty())
                .map(Violation::sentence)
                .toList();
    }

    private static List<WorkloadRule> rules(String workloads) {
        return Rules.demandedBy(Yaml.spec("{workloads: %s}".formatted(workloads))).stream()
                .map(WorkloadRule.class::cast)
                .toList();
    }
}
