package io.kspec.core.exemption;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Judgement;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.scan.Scan;
import io.kspec.core.scope.NamespaceLabels;
import io.kspec.core.subject.Workload;
import io.kspec.core.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExemptionsTest {
    private static final Instant END = Instant.parse("2026-12-31T00:00:00Z");
    private static final String EXPORTER =
            "namespaces: [monitoring], resources: [{kind: DaemonSet, name: node-exporter}], expiresAt: '%s'"
                    .formatted(END);

    @Test
    void theNamedWorkloadIsPardonedUntilTheInstantAndNotAfter() {
        assertThat(judged(EXPORTER, END.minusNanos(1), daemonSet("monitoring", "node-exporter")))
                .satisfies(judgement -> {
                    assertThat(judgement.verdict()).isInstanceOf(Verdict.Pass.class);
                    assertThat(judgement.pardons()).singleElement().satisfies(pardon -> assertThat(pardon.exemption())
                            .isEqualTo("known"));
                });
        assertThat(judged(EXPORTER, END, daemonSet("monitoring", "node-exporter"))
                        .verdict())
                .isInstanceOf(Verdict.Fail.class);
        assertThat(judged(EXPORTER, END.minusSeconds(1), daemonSet("shop", "node-exporter"))
                        .verdict())
                .isInstanceOf(Verdict.Fail.class);
        assertThat(judged(EXPORTER, END.minusSeconds(1), daemonSet("monitoring", "other"))
                        .verdict())
                .isInstanceOf(Verdict.Fail.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "namespaces: [monitoring]                                    | true",
                "namespaces: ['mon*']                                        | true",
                "namespaces: [shop]                                          | false",
                "resources: [{kind: Deployment, name: web}]                  | true",
                "resources: [{kind: Deployment, name: 'we*'}]                | true",
                "resources: [{kind: ReplicaSet, name: web-5d4f8}]            | true",
                "resources: [{kind: Pod, name: 'web-5d4f8-*'}]               | true",
                "resources: [{kind: StatefulSet, name: web}]                 | false",
                "resources: [{kind: Deployment, name: web, namespace: shop}] | false",
                "resources: [{labelSelector: {app: web}}]                    | true",
                "resources: [{labelSelector: {app: web, tier: x}}]           | false",
                "checks: [privileged-containers]                             | true",
                "checks: [workload.security, podsecurity.standards]          | true",
                "checks: [rbac-cluster-admin]                                | false",
            })
    void anExemptionIsByNamespaceOwnerNameLabelAndRule(String exemption, boolean pardons) {
        Judgement judgement = judged(exemption, END, podOfADeployment());
        assertThat(judgement.verdict() instanceof Verdict.Pass).isEqualTo(pardons);
    }

    @Test
    void aJobOfACronJobIsPardonedByTheNameOfTheCronJob() {
        Workload pod = Yaml.workload("""
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: backup-29384756
                  namespace: monitoring
                  ownerReferences: [{apiVersion: batch/v1, kind: CronJob, name: backup, controller: true, uid: u}]
                spec: {template: {spec: {containers: [{name: a, image: a, securityContext: {privileged: true}}]}}}
                """);
        assertThat(judged("resources: [{kind: CronJob, name: backup}]", END, pod)
                        .verdict())
                .isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void whatIsPardonedStandsInTheReportWithItsExemption() {
        var result = Scan.files(
                rulebook(EXPORTER),
                List.of(daemonSet("monitoring", "node-exporter"), daemonSet("shop", "agent")),
                List.of(),
                new Circumstances(NamespaceLabels.UNKNOWN, END.minusSeconds(60)));
        assertThat(result.results())
                .filteredOn(one -> one.id().rule().equals("containers-are-unprivileged"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.status()).isEqualTo(RuleStatus.FAIL);
                    assertThat(one.findings()).hasSize(1);
                    assertThat(one.exempted()).hasSize(1);
                    assertThat(one.details()).containsKeys("violations", "exempted");
                });
        assertThat(result.exemptions()).singleElement().satisfies(use -> {
            assertThat(use.state()).isEqualTo(ExemptionUse.State.EXPIRING);
            assertThat(use.pardoned()).isGreaterThanOrEqualTo(1);
        });
    }

    @Test
    void anEndThatCannotBeReadPardonsNothing() {
        var exemption = new io.kspec.core.spec.PolicyExemption(
                "broken", "a reason of some length", "alice", "tomorrow", List.of(), List.of(), List.of());
        assertThat(Exemption.of(exemption).holds(Instant.EPOCH)).isFalse();
    }

    @Property
    void anExpiredExemptionNeverPardons(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long end,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long now) {
        Instant expires = Instant.ofEpochSecond(end);
        Judgement judgement =
                judged("expiresAt: '%s'".formatted(expires), Instant.ofEpochSecond(now), podOfADeployment());
        assertThat(judgement.verdict() instanceof Verdict.Fail).isEqualTo(now >= end);
    }

    private static Judgement judged(String exemption, Instant now, Workload workload) {
        return rulebook(exemption).judge(workload, new Circumstances(NamespaceLabels.UNKNOWN, now)).stream()
                .filter(judgement -> judgement.rule().id().rule().equals("containers-are-unprivileged"))
                .findFirst()
                .orElseThrow();
    }

    private static Rulebook rulebook(String exemption) {
        return Rulebooks.of("""
                podSecurity: {enforce: baseline}
                policyExemptions:
                  - {name: known, reason: needed until the vendor mends it, approver: alice, %s}
                """.formatted(exemption));
    }

    private static Workload daemonSet(String namespace, String name) {
        return Yaml.workload("""
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: %s, namespace: %s}
                spec: {template: {spec: {containers: [{name: a, image: a, securityContext: {privileged: true}}]}}}
                """.formatted(name, namespace));
    }

    private static Workload podOfADeployment() {
        return Yaml.workload("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: web-5d4f8-x7k2p
                  namespace: monitoring
                  labels: {app: web, pod-template-hash: 5d4f8}
                  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-5d4f8, controller: true, uid: u}]
                spec: {containers: [{name: a, image: a, securityContext: {privileged: true}}]}
                """);
    }
}
