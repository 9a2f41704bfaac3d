package io.kspec.operator.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.core.spec.FailurePolicy;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class AdmissionFlagsTest {
    @Test
    void theFailurePolicyIsWrittenAsInRegistrations() {
        assertThat(parsed().failurePolicy()).isEqualTo(FailurePolicy.FAIL);
        assertThat(parsed("--webhook-failure-policy=Ignore").failurePolicy()).isEqualTo(FailurePolicy.IGNORE);
        assertThatThrownBy(() -> parsed("--webhook-failure-policy=open")).hasMessageContaining("write Fail or Ignore");
    }

    private static AdmissionSettings parsed(String... words) {
        var flags = new AdmissionFlags();
        new CommandLine(flags).parseArgs(words);
        return flags.settings();
    }
}
