package io.kspec.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

final class ProcessIdentityTest {
    private static final String FIELDS_4_TO_21 = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18";

    @Test
    void theBeginningIsTheTwentySecondFieldWhateverTheNameContains() {
        assertThat(ProcessIdentity.ofStat(7, "7 (a) b (c) S " + FIELDS_4_TO_21 + " 81301 99"))
                .contains(new ProcessIdentity(7, "ticks:81301"));
    }

    @Test
    void aZombieIsNotRunning() {
        assertThat(ProcessIdentity.ofStat(7, "7 (etcd) Z " + FIELDS_4_TO_21 + " 81301 99"))
                .isEmpty();
    }

    @Test
    void anUnfinishedLineIsNoProcess() {
        assertThat(ProcessIdentity.ofStat(7, "7 (etcd) S 1 2")).isEmpty();
    }

    @Test
    void thisProcessIsRunning() {
        assertThat(ProcessIdentity.ofThisProcess().isRunning()).isTrue();
    }

    @Test
    void aLaterProcessWithTheSameNumberIsAnotherOneAndIsSpared() throws Exception {
        Process bystander = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessIdentity earlier = new ProcessIdentity(bystander.pid(), "ticks:1");
            earlier.kill();
            assertThat(earlier.isRunning()).isFalse();
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void aKilledProcessIsGone() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessIdentity identity = ProcessIdentity.of(process.pid()).orElseThrow();
        identity.kill();
        await().until(() -> !identity.isRunning());
        assertThat(process.waitFor()).isNotZero();
    }
}
