package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FakeNodesTest {
    @Test
    void aFakeNodeIsOneThatKwokManages() {
        assertThat(FakeNodes.node("n").getMetadata().getLabels()).containsEntry("kwok.x-k8s.io/node", "fake");
        assertThat(FakeNodes.isReady(FakeNodes.node("n"))).isFalse();
    }
}
