package io.kspec.core.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.admission.Admission;
import io.kspec.core.admission.AdmissionRequest;
import io.kspec.core.admission.Decision;
import io.kspec.core.cluster.ClusterView;
import io.kspec.core.cluster.ClusterViews;
import io.kspec.core.scan.RuleStatus;
import io.kspec.core.scan.Scan;
import io.kspec.core.scope.NamespaceLabels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EraTest {
    private static final Rulebook RULEBOOK = Rulebooks.of("""
            enforcement: {mode: enforce}
            podSecurity:
              enforce: baseline
              exemptions:
              - {namespace: legacy, level: privileged, reason: moves in June, expiresAt: '2026-06-15T12:00:00Z'}
              - {namespace: tools, level: privileged, reason: moves in July, expiresAt: '2026-07-15T12:00:00Z'}
            """);

    @Test
    void anExemptionOfANamespaceEndsByItself() {
        assertThat(decided("legacy", "2026-06-15T11:59:59Z")).isInstanceOf(Decision.Admit.class);
        assertThat(decided("legacy", "2026-06-15T12:00:00Z")).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void oneThatHasNotEndedStays() {
        assertThat(decided("tools", "2026-06-15T12:00:00Z")).isInstanceOf(Decision.Admit.class);
        assertThat(decided("tools", "2026-07-15T12:00:00Z")).isInstanceOf(Decision.Refuse.class);
    }

    @Test
    void aScanAsksForTheLabelsThatTheNamespaceMustCarryThen() {
        assertThat(labels("2026-06-15T11:00:00Z")).isEqualTo(RuleStatus.PASS);
        assertThat(labels("2026-06-15T13:00:00Z")).isEqualTo(RuleStatus.FAIL);
    }

    @Test
    void withoutEndsThereIsOneEra() {
        Rulebook rulebook = Rulebooks.of("podSecurity: {enforce: baseline}");
        assertThat(rulebook.at(Instant.MAX)).isSameAs(rulebook);
    }

    private static Decision decided(String namespace, String time) {
        var request = new AdmissionRequest(
                "uid",
                "user",
                AdmissionRequest.Operation.CREATE,
                namespace,
                "",
                Optional.of(
                        Yaml.one(
                                "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: %s},".formatted(namespace)
                                        + " spec: {containers: [{name: app, image: a, securityContext: {privileged: true}}]}}")),
                Optional.empty(),
                false);
        return Admission.decide(
                List.of(RULEBOOK), request, new Circumstances(NamespaceLabels.UNKNOWN, Instant.parse(time)));
    }

    private static RuleStatus labels(String time) {
        ClusterView cluster = ClusterViews.of("{apiVersion: v1, kind: Namespace, metadata: {name: legacy}}");
        return Scan.cluster(RULEBOOK, cluster, Instant.parse(time)).results().stream()
                .filter(result -> result.id().rule().equals("namespaces-carry-pod-security-labels"))
                .findFirst()
                .orElseThrow()
                .status();
    }
}
