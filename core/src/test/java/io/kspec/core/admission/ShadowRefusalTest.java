package io.kspec.core.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.core.Rulebooks;
import io.kspec.core.Yaml;
import io.kspec.core.rule.RuleId;
import io.kspec.core.rulebook.Circumstances;
import io.kspec.core.rulebook.Rulebook;
import io.kspec.core.scope.NamespaceLabels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ShadowRefusalTest {
    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
    private static final NamespaceLabels LABELS =
            namespace -> Optional.of(namespace.equals("early") ? Map.of("stage", "canary") : Map.of());
    private static final ShadowRefusal DIGEST = new ShadowRefusal("prod", new RuleId("images-are-named-by-digest"));
    private static final ShadowRefusal LATEST = new ShadowRefusal("prod", new RuleId("images-avoid-the-latest-tag"));
    private static final String POD =
            "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: app, image: nginx}]}}";
    private static final String DEPLOYMENT = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d},"
            + " spec: {template: {spec: {containers: [{name: app, image: nginx}]}}}}";

    @Test
    void whatIsRefusedCastsNoShadow() {
        Ruling ruling = ruled("mode: enforce", "late", POD);
        assertThat(ruling.decision()).isInstanceOf(Decision.Refuse.class);
        assertThat(ruling.shadows()).isEmpty();
    }

    @Test
    void auditAndMonitorShowWhatEnforceWouldRefuse() {
        assertThat(ruled("mode: audit", "late", POD).shadows()).containsExactly(DIGEST, LATEST);
        assertThat(ruled("mode: monitor", "late", POD).shadows()).containsExactly(DIGEST, LATEST);
    }

    @Test
    void aStageWarnsAndShowsWhereItDoesNotRefuseYet() {
        String staged = "mode: enforce, canaryNamespaces: {matchLabels: {stage: canary}}";
        assertThat(ruled(staged, "early", POD).decision()).isInstanceOf(Decision.Refuse.class);
        assertThat(ruled(staged, "early", POD).shadows()).isEmpty();
        assertThat(ruled(staged, "late", POD).decision()).isInstanceOf(Decision.Warn.class);
        assertThat(ruled(staged, "late", POD).shadows()).containsExactly(DIGEST, LATEST);
        assertThat(ruled("mode: enforce, enforceFrom: '2026-06-15T12:00:01Z'", "early", POD)
                        .shadows())
                .containsExactly(DIGEST, LATEST);
    }

    @Test
    void aRuleInAMilderModeIsShownBesideARefusalOfAnother() {
        Ruling ruling = ruled("mode: enforce, rules: [{rule: images-are-named-by-digest, mode: audit}]", "late", POD);
        assertThat(ruling.decision())
                .isInstanceOfSatisfying(Decision.Refuse.class, refuse -> assertThat(refuse.message())
                        .doesNotContain("must be named by digest"));
        assertThat(ruling.shadows()).containsExactly(DIGEST);
    }

    @Test
    void aRuleThatOnlyRecordsIsToldToNobody() {
        assertThat(ruled(
                                "mode: enforce, rules: ["
                                        + "{rule: images-are-named-by-digest, mode: monitor},"
                                        + " {rule: images-avoid-the-latest-tag, mode: monitor}]",
                                "late",
                                POD)
                        .decision())
                .isInstanceOf(Decision.Admit.class);
    }

    @Test
    void aTemplateThatEnforceOnlyWarnsAboutCastsNoShadow() {
        assertThat(ruled("mode: audit", "late", DEPLOYMENT).shadows()).isEmpty();
    }

    private static Ruling ruled(String enforcement, String namespace, String object) {
        Rulebook rulebook = Rulebooks.of("prod", """
                enforcement: {%s}
                workloads: {images: {requireDigests: true, disallowLatestTag: true}}
                """.formatted(enforcement));
        var request = new AdmissionRequest(
                "uid",
                "alice",
                AdmissionRequest.Operation.CREATE,
                namespace,
                "",
                Optional.of(Yaml.one(object)),
                Optional.empty(),
                false);
        return Admission.rule(List.of(rulebook), request, new Circumstances(LABELS, NOON), Consultation.DIRECT);
    }
}
