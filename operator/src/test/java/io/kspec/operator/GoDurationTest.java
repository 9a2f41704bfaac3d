package io.kspec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GoDurationTest {
    private final GoDuration converter = new GoDuration();

    @Test
    void durationsAreWrittenAsKubernetesWritesThem() {
        assertThat(converter.convert("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(converter.convert("1h30m")).isEqualTo(Duration.ofMinutes(90));
        assertThat(converter.convert("45s")).isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void anythingElseIsRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> converter.convert("PT5M")).hasMessageContaining("1h30m");
        assertThatThrownBy(() -> converter.convert("")).hasMessageContaining("5m");
    }
}
