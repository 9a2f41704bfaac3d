package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
    @Test
    void waitingLooksAtLeastOnceAndEndsWithTheAnswer() {
        AtomicInteger looks = new AtomicInteger();
        assertThat(Deadline.in(Duration.ZERO).await(() -> looks.incrementAndGet() > 1))
                .isFalse();
        assertThat(looks).hasValue(1);
        assertThat(Deadline.in(Duration.ofSeconds(10)).await(() -> looks.incrementAndGet() > 4))
                .isTrue();
        assertThat(looks).hasValue(5);
    }

    @Test
    void anInterruptEndsTheWaitAndIsNotSwallowed() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(LocalKubernetesException.class)
                .isThrownBy(() -> Deadline.in(Duration.ofMinutes(1)).await(() -> false));
        assertThat(Thread.interrupted()).isTrue();
    }
}
