package io.kspec.lifecycle.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Versions, storage, conversion: rows 17 to 39 of the catalogue.
final class VersionRulesTest {
    private static final String WEBHOOK =
            "{strategy: Webhook, webhook: {conversionReviewVersions: [v1], clientConfig: {caBundle: eA==, service: {namespace: shop, name: hook%s}}}}";

    /// A version is written `name flags`: s served, S storage; a `+` declares one more field.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            v1 sS, v2 s | v2 sS | stored-version-removed v1 reject/reject; storage-version-changed v2 warn/warn
            v1 s, v2 sS | v2 sS | served-version-removed v1 break/ok
            v1 -, v2 sS | v2 sS | unserved-version-removed v1 info/ok
            v1 s, v2 sS | v1 -, v2 sS | version-unserved v1 break/ok
            v1 -, v2 sS | v1 s, v2 sS | version-served-again v1 ok/break
            v1 sS | v1 sS, v2beta1 - | version-added v2beta1 ok/ok
            v1 sS | v1 sS, v2beta1 s | version-added v2beta1 ok/ok
            v1 sS | v1 sS, v2 s | version-added v2 ok/ok; preferred-version-changed spec.versions warn/warn
            v1 sS | v1 s, v1beta1 sS | version-added v1beta1 ok/reject; storage-version-one-way v1beta1 break/reject
            v1alpha1 s, v1 sS | v1alpha2 s, v1 sS | version-renamed v1alpha1 break/break; version-added v1alpha2 ok/ok
            v1 sS, v1beta1 s | v1 s, v1beta1 sS | storage-version-changed v1beta1 warn/warn
            v1 sS, v1beta1 s | v1 sS, v1beta1 s+ | version-pair-differs v1 spec.b loss/loss; field-added-optional v1beta1 spec.b ok/loss
            v1 sS, v1beta1 s+ | v1 sS, v1beta1 s+ |
            """)
    void versionsComeGoAndAreStored(String before, String after, String findings) {
        assertThat(Crds.told(Crds.compare(with(before, ""), with(after, ""))))
                .containsExactlyInAnyOrder(Crds.expected(findings));
    }

    @Test
    void aWebhookThatComesMovesOrGoesDecidesWhetherFieldsSurvive() {
        String versions = "v1 sS, v1beta1 s+";
        Crd none = with(versions, "{strategy: None}");
        Crd hook = with(versions, WEBHOOK.formatted(""));
        Crd silent = with(versions, "");
        assertThat(found(none, hook)).containsExactly("conversion-webhook-added spec.conversion break/loss");
        assertThat(found(hook, with(versions, WEBHOOK.formatted(", port: 8443"))))
                .containsExactly("conversion-endpoint-changed spec.conversion.webhook.clientConfig break/break");
        assertThat(found(hook, with(versions, WEBHOOK.formatted(", port: 443"))))
                .isEmpty();
        assertThat(found(hook, none))
                .contains(
                        "conversion-webhook-removed spec.conversion loss/break",
                        "version-pair-differs v1 spec.b loss/loss");
        assertThat(found(hook, silent)).contains("conversion-stanza-missing-in-manifest spec.conversion loss/loss");
        assertThat(found(none, silent)).isEmpty();
    }

    @Test
    void aWebhookMustBeTrustedAndUnderstandWhatTheApiServerSpeaks() {
        Crd good = with("v1 sS", WEBHOOK.formatted(""));
        assertThat(found(good, with("v1 sS", WEBHOOK.formatted("").replace("caBundle: eA==, ", ""))))
                .containsExactly("conversion-ca-missing spec.conversion.webhook.clientConfig.caBundle break/break");
        assertThat(found(good, with("v1 sS", WEBHOOK.formatted("").replace("[v1]", "[v2]"))))
                .containsExactly(
                        "conversion-review-version-unknown spec.conversion.webhook.conversionReviewVersions reject/reject");
    }

    @Test
    void storedVersionsOfTheClusterCountAndNotTheManifest() {
        Crd live = Crds.crd("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.example.org}
                spec:
                %s
                status: {storedVersions: [v1beta1, v1]}
                """.formatted(spec("v1beta1 s, v1 sS", "").indent(2)));
        Comparison comparison = Crds.compare(live, with("v1 sS", ""));
        assertThat(Crds.told(comparison))
                .containsExactly(
                        "stored-version-removed v1beta1 reject/reject",
                        "stored-versions-stale status.storedVersions warn/warn");
        assertThat(comparison.assumed()).isFalse();
        assertThat(Crds.compare(with("v1beta1 s, v1 sS", ""), with("v1 sS", "")).assumed())
                .isTrue();
    }

    @Test
    void aStoredVersionThatVanishedUnrecordedMayHideObjects() {
        Crd crd = with("v1 sS", "");
        assertThat(Crds.told(Crds.compare(crd, crd, history(Set.of("v1", "v1beta1"), Set.of()))))
                .containsExactly("stored-versions-unproven status.storedVersions loss/loss");
        assertThat(Crds.told(Crds.compare(crd, crd, history(Set.of("v1", "v1beta1"), Set.of("v1beta1")))))
                .isEmpty();
    }

    @Test
    void whatProbesSawOfConversionIsTold() {
        Crd crd = with("v1 sS", "");
        var seen = new Surroundings(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        new Observation.ConversionUnready("its Service is not there", true),
                        new Observation.ConversionUnready("its Service has no endpoint", false),
                        new Observation.ConversionLossy("v1", "spec.a", "spec.a of shop/one is gone"),
                        new Observation.ConversionUnasked("nobody answers"),
                        new Observation.ConversionBreaksMetadata("the uid of shop/one")));
        assertThat(Crds.told(Crds.compare(crd, crd, seen)))
                .containsExactlyInAnyOrder(
                        "conversion-not-lossless v1 spec.a loss/loss",
                        "conversion-not-lossless spec.conversion warn/warn",
                        "conversion-unready spec.conversion break/break",
                        "conversion-unready spec.conversion warn/warn",
                        "conversion-broken-metadata spec.conversion break/break");
    }

    @Test
    void anInjectorThatLeavesIsMissedAtTheNextRotation() {
        Crd injected = annotated("cert-manager.io/inject-ca-from: shop/hook");
        assertThat(found(injected, annotated("a: b")))
                .containsExactly(
                        "injector-annotation-removed metadata.annotations['cert-manager.io/inject-ca-from'] break/break");
    }

    private static Crd annotated(String annotation) {
        return Crds.crd(
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.example.org, annotations: {%s}}
                spec:
                %s""".formatted(annotation, spec("v1 sS", WEBHOOK.formatted("")).indent(2)));
    }

    private static Surroundings history(Set<String> stored, Set<String> migrated) {
        return new Surroundings(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Surroundings.StorageHistory(stored, migrated)),
                List.of());
    }

    private static List<String> found(Crd before, Crd after) {
        return Crds.told(Crds.compare(before, after));
    }

    private static Crd with(String versions, String conversion) {
        return Crds.withSpec(spec(versions, conversion));
    }

    private static String spec(String versions, String conversion) {
        var text = new StringBuilder("group: example.org\nscope: Namespaced\nnames: {plural: widgets, kind: Widget}\n");
        if (!conversion.isEmpty()) {
            text.append("conversion: ").append(conversion).append('\n');
        }
        text.append("versions:\n");
        for (String version : versions.split(", ", -1)) {
            String[] words = version.split(" ", -1);
            text.append(
                    "  - {name: %s, served: %s, storage: %s, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {a: {type: string}%s}}}}}}\n"
                            .formatted(
                                    words[0],
                                    words[1].contains("s"),
                                    words[1].contains("S"),
                                    words[1].contains("+") ? ", b: {type: string}" : ""));
        }
        return text.toString();
    }
}
