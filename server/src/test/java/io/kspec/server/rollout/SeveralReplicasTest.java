package io.kspec.server.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Event;
import io.kspec.lifecycle.rollout.State;
import io.kspec.lifecycle.rollout.WaitingFor;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.lifecycle.strategy.Target;
import io.kspec.server.audit.Actor;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two replicas on one database, with all that they do at the same time.
final class SeveralReplicasTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path data;

    private int port;
    private EmbeddedPostgres postgres;
    private Replica one;
    private Replica other;

    @BeforeEach
    void begin() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        postgres = postgres();
        String url = postgres.getJdbcUrl("postgres", "postgres");
        Replica.prepare(url);
        one = new Replica(url, QuickSettings.DEFAULTS, Function.identity());
        other = new Replica(url, QuickSettings.DEFAULTS, Function.identity());
    }

    private EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
    }

    @AfterEach
    void end() throws IOException {
        one.close();
        other.close();
        postgres.close();
    }

    private void start() {
        one.workers.start();
        other.workers.start();
    }

    private static List<Target> targets(Environment environment, int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> new Target("c" + i, environment))
                .toList();
    }

    private List<UUID> installations(int many) {
        return Stream.iterate(0, i -> i < many, i -> i + 1)
                .map(i -> one.begin(
                        "operator-" + i, "1.0.0", Strategy.Direct.defaults(), targets(Environment.DEVELOPMENT, 2)))
                .toList();
    }

    private void awaitCompleted(List<UUID> rollouts) {
        await().atMost(LONG).untilAsserted(() -> assertThat(rollouts)
                .allSatisfy(id -> assertThat(one.read(id).state()).isEqualTo(State.COMPLETED)));
    }

    private int count(String sql) {
        return one.transactions.call(
                transaction -> transaction.resultQuery(sql).fetchSingle().get(0, Integer.class));
    }

    @Test
    void twoReplicasShareTheWorkAndDoNothingTwice() {
        List<UUID> rollouts = installations(10);

        start();

        awaitCompleted(rollouts);
        assertThat(count("select count(*) from double_releases where number <> 1"))
                .isZero();
        assertThat(count("select count(*) from rollout_commands where claim > 1"))
                .isZero();
        assertThat(count("select count(*) from double_calls where point = 'entered'"))
                .isEqualTo(count("select count(distinct command) from double_calls"));
    }

    @Test
    void aDatabaseThatIsRestartedLosesNothing() throws IOException {
        List<UUID> rollouts = installations(6);
        start();
        await().atMost(LONG).until(() -> count("select count(*) from double_releases") > 2);

        postgres.close();
        postgres = postgres();

        await().atMost(LONG).ignoreExceptions().until(() -> count("select 1") == 1);
        one.pass(QuickSettings.DEFAULTS.claim());
        awaitCompleted(rollouts);
        assertThat(count("select count(*) from double_releases where number <> 1"))
                .isZero();
        assertThat(count("select count(*) from double_releases")).isEqualTo(12);
    }

    @Test
    void consentAndCancellationAtTheSameMomentHaveOneOutcome() {
        List<UUID> rollouts = IntStream.range(0, 8)
                .mapToObj(i -> one.begin(
                        "asked-" + i, "1.0.0", Strategy.Direct.defaults(), targets(Environment.PRODUCTION, 1)))
                .toList();
        start();
        await().atMost(LONG).untilAsserted(() -> assertThat(rollouts).allSatisfy(id -> assertThat(
                        one.read(id).clockwork().waiting())
                .hasValueSatisfying(waiting -> assertThat(waiting.reason()).isEqualTo(WaitingFor.APPROVAL))));

        rollouts.parallelStream().forEach(id -> {
            String digest = one.read(id).planning().digest();
            Event consent = new Event.ApprovalDecided(
                    ApprovalKind.PRODUCTION_DEPLOYMENT, digest, Event.ApprovalDecided.Outcome.APPROVED, "bob", "");
            one.transactions.run(transaction -> one.rollouts.leave(transaction, id, consent));
            other.rollouts.take(id, new Event.CancelRequested("alice"), Actor.SERVER);
        });

        await().atMost(LONG).untilAsserted(() -> assertThat(rollouts)
                .allSatisfy(id -> assertThat(one.read(id).state()).isEqualTo(State.CANCELLED)));
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(count("select count(*) from rollout_slots")).isZero();
            assertThat(count("select count(*) from cluster_leases where holder is not null"))
                    .isZero();
        });
    }

    @Test
    void aLaterRolloutOwnsTheClusterAndAnEarlierOneCannotTakeItBack() {
        List<Target> target = targets(Environment.DEVELOPMENT, 1);
        UUID first = one.begin("owned", "1.0.0", Strategy.Direct.defaults(), target);
        new Stepper(one, first).finish();
        UUID second = one.begin("owned", "2.0.0", Strategy.Direct.defaults(), target);
        new Stepper(one, second).until(Command.Export.class);

        RolloutStore.Outcome back = other.rollouts.take(
                first, new Event.RollbackRequested("alice", "the first was better", List.of()), Actor.SERVER);
        new Stepper(one, second).finish();

        assertThat(one.read(second).state()).isEqualTo(State.COMPLETED);
        String version = one.transactions.call(transaction -> transaction
                .fetchSingle("select version from double_releases where operator = 'owned'")
                .get(0, String.class));
        assertThat(version).as("%s", back).isEqualTo("2.0.0");
    }

    @Test
    void aRolloutOfANewerServerIsLeftAlone() {
        UUID id = one.begin("newer", "1.0.0", Strategy.Direct.defaults(), targets(Environment.DEVELOPMENT, 1));
        one.transactions.run(transaction -> {
            transaction.execute("update rollouts set schema = 99");
            transaction.execute("update rollout_commands set schema = 99");
        });

        assertThat(new Stepper(one, id).worksOnce()).isFalse();
        assertThat(one.rollouts.take(id, new Event.PauseRequested("alice"), Actor.SERVER))
                .isEqualTo(new RolloutStore.Outcome.Newer(99));
    }
}
