package io.kspec.bench.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.bench.drift.Gap.Probe;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GapTest {
    private static final long DELETED = 100;

    @Test
    void aRefusalBeforeTheApiServerKnewOfTheDeletionEndsNothing() {
        Gap gap = Gap.of(DELETED, 125, List.of(refused(101, 109), admitted(110, 119), refused(130, 139)));
        assertThat(gap).isEqualTo(new Gap(39, 1));
    }

    @Test
    void aRefusalThatDidNotLastEndsNothing() {
        Gap gap = Gap.of(DELETED, 105, List.of(refused(110, 119), admitted(120, 129), refused(130, 139)));
        assertThat(gap).isEqualTo(new Gap(39, 1));
    }

    @Test
    void aGapThatNoProbeSlippedThroughLastsUntilTheRegistrationWasSeenAndHeld() {
        Gap gap = Gap.of(DELETED, 115, List.of(refused(101, 109), refused(110, 119), refused(120, 129)));
        assertThat(gap).isEqualTo(new Gap(29, 0));
    }

    private static Probe refused(long sent, long answered) {
        return new Probe(sent, answered, false);
    }

    private static Probe admitted(long sent, long answered) {
        return new Probe(sent, answered, true);
    }
}
