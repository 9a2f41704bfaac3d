package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LocalKubernetesExceptionTest {
    @Test
    void aFailureIsOneSentenceOfWhatWhereAndRemedy() {
        assertThat(new LocalKubernetesException("etcd is missing", "/bin", "Install it."))
                .hasMessage("etcd is missing (/bin). Install it.");
    }
}
