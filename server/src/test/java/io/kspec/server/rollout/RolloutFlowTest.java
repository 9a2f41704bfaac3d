package io.kspec.server.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.health.Health;
import io.kspec.lifecycle.health.HealthReading;
import io.kspec.lifecycle.health.Part;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.State;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.lifecycle.strategy.Target;
import io.kspec.server.rollout.InstallationRepository.Installation;
import io.kspec.server.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RolloutFlowTest {
    private static final HealthReading BROKEN =
            new HealthReading(Health.UNHEALTHY, List.of(Part.PODS), false, true, List.of(), "0 of 2 pods are ready");
    private static EmbeddedPostgres postgres;
    private static Replica replica;

    @BeforeAll
    static void begin() {
        postgres = TestDatabase.begin();
        String url = postgres.getJdbcUrl("postgres", "postgres");
        Replica.prepare(url);
        replica = new Replica(url, QuickSettings.DEFAULTS, Function.identity());
    }

    @AfterAll
    static void end() throws IOException {
        replica.close();
        postgres.close();
    }

    private static List<Target> clusters(int many) {
        return java.util.stream.IntStream.range(0, many)
                .mapToObj(i -> new Target("dev-" + i, Environment.DEVELOPMENT))
                .toList();
    }

    private static List<Installation> installed(String operator) {
        return replica.transactions.call(transaction -> replica.installations.of(transaction, operator));
    }

    @Test
    void aFirstInstallationByDirectIsCompleted() {
        UUID id = replica.begin("direct", "1.0.0", Strategy.Direct.defaults(), clusters(3));

        new Stepper(replica, id).finish();

        assertThat(replica.read(id).state()).isEqualTo(State.COMPLETED);
        assertThat(installed("direct")).hasSize(3).allSatisfy(installed -> {
            assertThat(installed.revision().version()).isEqualTo("1.0.0");
            assertThat(installed.revision().release()).isEqualTo(1);
        });
    }

    @Test
    void aCanaryWhoseGateFailsGoesBackToThePreviousVersion() {
        new Stepper(replica, replica.begin("canary", "1.0.0", Strategy.Direct.defaults(), clusters(2))).finish();
        UUID id = replica.begin("canary", "2.0.0", Strategy.Canary.defaults(), clusters(2));
        new Stepper(replica, id).until(Command.InstallRelease.class);
        replica.transactions.run(
                tx -> TableClusters.script(tx, "canary", Command.CheckHealth.class, new Answer.Checked(BROKEN), 3));

        new Stepper(replica, id).finish();

        assertThat(replica.read(id).state()).isEqualTo(State.ROLLED_BACK);
        assertThat(installed("canary"))
                .allSatisfy(
                        installed -> assertThat(installed.revision().version()).isEqualTo("1.0.0"));
    }
}
