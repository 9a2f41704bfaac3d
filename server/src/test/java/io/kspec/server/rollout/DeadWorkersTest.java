package io.kspec.server.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.rollout.Command;
import io.kspec.server.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A worker's process is killed (SIGKILL) at every kind of command, before it is done and after it is done but not
/// yet recorded. Another worker finishes, and what is left behind is what a run without a death leaves.
final class DeadWorkersTest {
    private static final Map<Class<? extends Command>, Story> STORIES = stories();
    private static final Map<Story, Aftermath> WITHOUT_DEATH = new EnumMap<>(Story.class);
    private static EmbeddedPostgres postgres;
    private static Doom doom;
    private static String url;
    private static Replica replica;

    private static Map<Class<? extends Command>, Story> stories() {
        Map<Class<? extends Command>, Story> stories = new LinkedHashMap<>();
        Stream.of(
                        Command.Judge.class,
                        Command.ClaimSlot.class,
                        Command.AcquireLease.class,
                        Command.Export.class,
                        Command.ApplyCrds.class,
                        Command.InstallRelease.class,
                        Command.CheckHealth.class,
                        Command.VerifyObjects.class,
                        Command.ReleaseLease.class,
                        Command.ReleaseSlot.class,
                        Command.Notify.class)
                .forEach(kind -> stories.put(kind, Story.INSTALLED));
        stories.put(Command.WakeAt.class, Story.WATCHED);
        Stream.of(Command.RequestApproval.class, Command.WithdrawApprovals.class)
                .forEach(kind -> stories.put(kind, Story.NOT_ALLOWED));
        Stream.of(
                        Command.RecoverRelease.class,
                        Command.RestoreRecord.class,
                        Command.JudgeBack.class,
                        Command.RollBackRelease.class)
                .forEach(kind -> stories.put(kind, Story.UPGRADE_WENT_BACK));
        stories.put(Command.UninstallRelease.class, Story.INSTALLATION_WENT_BACK);
        Stream.of(Command.SwitchTraffic.class, Command.ScaleDown.class, Command.RemoveColour.class)
                .forEach(kind -> stories.put(kind, Story.SWITCHED));
        Stream.of(Command.ScaleUp.class, Command.SwitchBack.class)
                .forEach(kind -> stories.put(kind, Story.SWITCHED_BACK));
        return stories;
    }

    static Stream<Class<? extends Command>> kinds() {
        return Command.kinds().stream();
    }

    @BeforeAll
    static void begin() {
        postgres = TestDatabase.begin();
        doom = new Doom(postgres);
        url = postgres.getJdbcUrl("postgres", "postgres");
        Replica.prepare(url);
        replica = new Replica(url, QuickSettings.DEFAULTS, Function.identity());
    }

    @AfterAll
    static void end() throws IOException {
        replica.close();
        postgres.close();
    }

    @Test
    void everyKindOfCommandHasAStory() {
        assertThat(STORIES.keySet()).containsExactlyInAnyOrderElementsOf(Command.kinds());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aWorkerThatDiesBeforeItsCommandIsDoneIsReplaced(Class<? extends Command> kind) {
        checkDeath(kind, lane(kind) == Lane.CLUSTERS ? this::dieBegun : this::dieClaimed);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aWorkerThatDiesBeforeItsResultIsRecordedIsReplaced(Class<? extends Command> kind) {
        checkDeath(kind, lane(kind) == Lane.CLUSTERS ? this::dieDone : this::dieUncommitted);
    }

    /// Starts a worker and kills it at a point.
    private interface Death {
        void come(UUID rollout, String kind) throws SQLException;
    }

    private void checkDeath(Class<? extends Command> kind, Death death) {
        Story story = STORIES.get(kind);
        Aftermath alive = WITHOUT_DEATH.computeIfAbsent(story, DeadWorkersTest::run);
        String operator = "dies-" + UUID.randomUUID();
        UUID rollout = story.begin(replica, operator);
        Stepper stepper = new Stepper(replica, rollout);
        if (!stepper.reaches(kind)) {
            story.then(replica, rollout);
            stepper.until(kind);
        }
        try {
            death.come(rollout, kind.getSimpleName());
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
        replica.pass(QuickSettings.DEFAULTS.claim().plusSeconds(1));
        stepper.finish();
        if (!replica.read(rollout).state().terminal()) {
            story.then(replica, rollout);
            stepper.finish();
        }

        assertThat(Aftermath.of(replica, rollout, operator)).isEqualTo(alive);
    }

    private static Aftermath run(Story story) {
        String operator = "lives-" + UUID.randomUUID();
        UUID rollout = story.begin(replica, operator);
        new Stepper(replica, rollout).finish();
        story.then(replica, rollout);
        new Stepper(replica, rollout).finish();
        Aftermath aftermath = Aftermath.of(replica, rollout, operator);
        assertThat(aftermath.open()).isEmpty();
        assertThat(aftermath.held()).isEmpty();
        assertThat(aftermath.eventsWithoutGaps()).isTrue();
        return aftermath;
    }

    private static Lane lane(Class<? extends Command> kind) {
        return replica.transactions
                .call(transaction -> transaction
                        .selectDistinct(DSL.field("lane", String.class))
                        .from("rollout_commands")
                        .where("kind = {0}", DSL.val(kind.getSimpleName()))
                        .fetchOptional(0, String.class))
                .map(Lane::valueOf)
                .orElseGet(() -> {
                    run(STORIES.get(kind));
                    return lane(kind);
                });
    }

    /// In the cluster's lane, before: the command is begun and nothing was done.
    private void dieBegun(UUID rollout, String kind) {
        Doom.kill(
                DoomedWorker.start(url, kind), () -> DoomedWorker.marked(replica, rollout.toString(), kind, "reached"));
    }

    /// In the cluster's lane, after: it is done, and recording it waits for the rollout's row.
    private void dieDone(UUID rollout, String kind) throws SQLException {
        withRowLocked(
                rollout,
                () -> Doom.kill(
                        DoomedWorker.start(url, ""),
                        () -> DoomedWorker.marked(replica, rollout.toString(), kind, "left")));
    }

    /// In the records' lane, before: the command is claimed, and waits for the rollout's row.
    private void dieClaimed(UUID rollout, String kind) throws SQLException {
        withRowLocked(rollout, () -> Doom.kill(DoomedWorker.start(url, ""), () -> claimed(rollout, kind)));
    }

    private static boolean claimed(UUID rollout, String kind) {
        return replica.transactions.call(transaction -> transaction.fetchExists(DSL.selectOne()
                .from("rollout_commands")
                .where(
                        "rollout = {0} and kind = {1} and state = 'Open' and claimed_by is not null",
                        DSL.val(rollout), DSL.val(kind))));
    }

    /// In the records' lane, after: everything is written, and its commit never comes.
    private void dieUncommitted(UUID rollout, String kind) {
        doom.uncommitted(
                "update on rollout_commands",
                "new.state = 'Done' and new.kind = '%s'".formatted(kind),
                () -> DoomedWorker.start(url, ""));
    }

    private void withRowLocked(UUID rollout, Runnable act) throws SQLException {
        try (Connection lock = doom.connection();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("select 1 from rollouts where id = '%s' for update".formatted(rollout));
            act.run();
            lock.rollback();
        }
    }
}
