package io.kspec.operator.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class DefaultModeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version: 1.0.0                           | ENFORCE
            enforcement: {autoRemediate: false}      | ENFORCE
            enforcement: {mode: audit}               | AUDIT
            enforcement: {enabled: false}            | MONITOR
            policyInheritance: {basePolicies: [base]} | MONITOR
            """)
    void aSpecificationThatNamesNoModeIsHeldInTheDefault(String spec, Mode mode) {
        ClusterSpec read = Serialization.unmarshal(spec, ClusterSpec.class);
        assertThat(new DefaultMode(Mode.ENFORCE).of(read).mode()).isEqualTo(mode);
    }

    @Test
    void theFlagTakesModesAsSpecificationsWriteThem() {
        assertThat(parsed("--default-mode=audit").defaultMode()).isEqualTo(new DefaultMode(Mode.AUDIT));
        assertThat(parsed().defaultMode()).isEqualTo(new DefaultMode(Mode.MONITOR));
        assertThatThrownBy(() -> parsed("--default-mode=AUDIT")).hasMessageContaining("monitor, audit or enforce");
    }

    private static SpecificationFlags parsed(String... words) {
        var flags = new SpecificationFlags();
        new CommandLine(flags).parseArgs(words);
        return flags;
    }
}
