package io.kspec.local.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProbeCountTest {
    @Test
    void oneSuccessAmongFailuresBeginsTheCountAnew() {
        ProbeCount count = new ProbeCount(1, 3);
        assertThat(count.after(false)).isEmpty();
        assertThat(count.after(false)).isEmpty();
        assertThat(count.after(true)).contains(true);
        assertThat(count.after(false)).isEmpty();
        assertThat(count.after(false)).isEmpty();
        assertThat(count.after(false)).contains(false);
        assertThat(count.after(false)).contains(false);
    }

    @Test
    void successesHaveAThresholdOfTheirOwn() {
        ProbeCount count = new ProbeCount(2, 1);
        assertThat(count.after(true)).isEmpty();
        assertThat(count.after(true)).contains(true);
        assertThat(count.after(false)).isEqualTo(Optional.of(false));
    }
}
