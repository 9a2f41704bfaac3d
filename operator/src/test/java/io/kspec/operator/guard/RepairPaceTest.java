package io.kspec.operator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.kube.write.ObjectKind;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RepairPaceTest {
    private static final GuardId ONE = new GuardId(ObjectKind.VALIDATING_ADMISSION_POLICY, "one");
    private static final GuardId OTHER = new GuardId(ObjectKind.VALIDATING_ADMISSION_POLICY, "other");

    @Test
    void aQuarrelOverOneGuardEndsInAPauseAndDoesNotTouchTheOthers() {
        var pace = new RepairPace();
        Instant now = Instant.EPOCH;
        assertThat(IntStream.range(0, RepairPace.MOST_PER_WINDOW).allMatch(_ -> pace.allows(ONE, now)))
                .isTrue();
        assertThat(pace.allows(ONE, now)).isFalse();
        assertThat(pace.allows(OTHER, now)).isTrue();
    }

    @Test
    void thePauseEndsByItself() {
        var pace = new RepairPace();
        IntStream.range(0, RepairPace.MOST_PER_WINDOW).forEach(_ -> pace.allows(ONE, Instant.EPOCH));
        assertThat(pace.allows(ONE, Instant.EPOCH.plus(RepairPace.WINDOW).plusMillis(1)))
                .isTrue();
    }
}
