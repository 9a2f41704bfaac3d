package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LocalOptionsTest {
    @Test
    void optionsAlwaysIncludeEtcdAndApiServer() {
        assertThat(LocalOptions.apiServerOnly().components())
                .containsExactlyInAnyOrder(Component.ETCD, Component.API_SERVER);
        assertThat(LocalOptions.defaults()
                        .without(Component.ETCD, Component.SCHEDULER)
                        .components())
                .contains(Component.ETCD)
                .doesNotContain(Component.SCHEDULER);
    }

    @Test
    void optionsRefuseWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalOptions.defaults().withNodes(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalOptions.defaults().withNodes(1001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalOptions.defaults().withPatience(Duration.ZERO));
    }

    @Test
    void fakeNodesNeedKwok() {
        assertThat(LocalOptions.defaults().withNodes(3).fakeNodes()).isEqualTo(3);
        assertThat(LocalOptions.defaults().withNodes(3).without(Component.KWOK).fakeNodes())
                .isZero();
    }
}
