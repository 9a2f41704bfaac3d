package io.kspec.core.subject;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContainerFieldsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "image",
                "livenessProbe",
                "livenessProbe.httpGet.port",
                "securityContext.runAsNonRoot",
                "securityContext.capabilities.drop",
                "securityContext.fsGroup",
                "resources.limits",
                "resources.limits.memory",
                "resources.limits.example.com/gpu",
                "nodeSelector.kubernetes.io/os",
                "hostNetwork",
                "automountServiceAccountToken"
            })
    void aFieldOfAContainerOrItsPodIsKnown(String path) {
        assertThat(ContainerFields.known(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "images",
                "securityContext.",
                "securityContext.hostNetwork",
                "resources.limits.",
                "resources.limits.*",
                "ports.containerPort",
                "image.tag"
            })
    void anythingElseIsNot(String path) {
        assertThat(ContainerFields.known(path)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "runAsNonRoot, securityContext.runAsNonRoot",
        "securityContext.hostNetwork, hostNetwork",
        "securityContext.runAsNonroot, securityContext.runAsNonRoot",
        "resources.limit, resources.limits",
        "livenesProbe, livenessProbe"
    })
    void aMistakeLeadsToTheNearestField(String path, String nearest) {
        assertThat(ContainerFields.nearest(path)).hasValue(nearest);
    }

    @Test
    void whatIsNoMistakeLeadsNowhere() {
        assertThat(ContainerFields.nearest("spaceship.warp.drive")).isEmpty();
        assertThat(ContainerFields.nearest("a".repeat(1000))).isEmpty();
    }

    @Property
    void noTextMakesItThrow(@ForAll String path) {
        assertThat(ContainerFields.nearest(path).map(ContainerFields::known).orElse(true))
                .isTrue();
        assertThat(ContainerFields.known(path)).isIn(true, false);
    }
}
