package io.kspec.lifecycle.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrdTest {
    @Test
    void whatAManifestLeavesOutIsWhatTheApiServerFillsIn() {
        Crd crd = Crds.withProperties("a: {type: string}");
        assertThat(crd.name()).isEqualTo("widgets.example.org");
        assertThat(crd.names().singular()).isEqualTo("widget");
        assertThat(crd.names().listKind()).isEqualTo("WidgetList");
        assertThat(crd.hasStoredVersions()).isFalse();
        assertThat(crd.storedVersions()).isEqualTo(Set.of("v1"));
        assertThat(crd.resourceVersion()).isEmpty();
        assertThat(crd.generation()).isZero();
        assertThat(crd.conversion().byWebhook()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {kind: Pod, apiVersion: v1, metadata: {name: a}} | no CustomResourceDefinition
            {kind: CustomResourceDefinition, apiVersion: apiextensions.k8s.io/v1} | has no name
            {kind: CustomResourceDefinition, apiVersion: apiextensions.k8s.io/v1, metadata: {name: a.b}} | has no versions
            {kind: CustomResourceDefinition, apiVersion: apiextensions.k8s.io/v1, metadata: {name: a.b}, spec: {versions: [{served: true}]}} | a version has no name
            [] | no CustomResourceDefinition
            """)
    void whatIsNoDefinitionSaysWhy(String text, String why) {
        assertThat(Crd.parse(Crds.yaml("{it: " + text + "}").path("it")))
                .isInstanceOfSatisfying(
                        CrdResult.Unreadable.class,
                        unreadable -> assertThat(unreadable.why().sentence()).contains(why));
    }
}
