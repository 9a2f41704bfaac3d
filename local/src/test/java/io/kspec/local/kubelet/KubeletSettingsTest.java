package io.kspec.local.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KubeletSettingsTest {
    private static final ImageProgram OPERATOR = ImageProgram.of("operator");
    private static final ImageProgram OTHER = ImageProgram.of("other");
    private static final KubeletSettings SETTINGS =
            KubeletSettings.defaults().image("kspec-operator", OPERATOR).image("shop/kspec-operator", OTHER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kspec-operator",
                "kspec-operator:1.0",
                "registry.example:5000/kspec/kspec-operator:1.0",
                "registry.example:5000/kspec-operator",
                "kspec/kspec-operator@sha256:0123",
                "kspec/kspec-operator:1.0@sha256:0123"
            })
    void anImageIsKnownByItsRepositoryWhateverItsRegistryTagAndDigest(String image) {
        assertThat(SETTINGS.programOf(image)).contains(OPERATOR);
    }

    @Test
    void theLongestNameThatFitsWins() {
        assertThat(SETTINGS.programOf("registry.example/shop/kspec-operator:2")).contains(OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "my-kspec-operator", "kspec-operator/init"})
    void anImageThatOnlyLooksAlikeIsNotKnown(String image) {
        assertThat(SETTINGS.programOf(image)).isEmpty();
    }

    @Test
    void settingsRefuseWhatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withNodes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withNodes(101));
        assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withHeartbeat(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> SETTINGS.withRefresh(Duration.ZERO));
    }
}
