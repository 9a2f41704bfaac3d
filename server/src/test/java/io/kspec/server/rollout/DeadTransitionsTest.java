package io.kspec.server.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.server.rollout.RolloutStore.Outcome;
import io.kspec.server.rollout.Teller.Written;
import io.kspec.server.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A server is killed (SIGKILL) at every row of the tables of states, whether one of its workers takes it or a person's
/// request: when the transition is written and its commit never comes, and right after the commit. Another server goes
/// on, and what is left behind is what a tale without a death leaves. Rows that one transaction takes share a death.
final class DeadTransitionsTest {
    private static final Map<Tale, Aftermath> WITHOUT_DEATH = new EnumMap<>(Tale.class);
    private static final Map<TableRow, Written> POINTS = new LinkedHashMap<>();
    private static final Map<Written, Aftermath> UNCOMMITTED = new HashMap<>();
    private static final Map<Written, Aftermath> COMMITTED = new HashMap<>();
    private static EmbeddedPostgres postgres;
    private static Doom doom;
    private static Replica replica;
    private static DoomedTeller doomed;

    static Stream<TableRow> rows() {
        return TableRow.ALL.stream();
    }

    @BeforeAll
    static void begin() {
        postgres = TestDatabase.begin();
        doom = new Doom(postgres);
        String url = postgres.getJdbcUrl("postgres", "postgres");
        Replica.prepare(url);
        replica = new Replica(url, QuickSettings.DEFAULTS, Function.identity());
        doomed = new DoomedTeller(url);
        Stream.of(Tale.values()).forEach(DeadTransitionsTest::tell);
    }

    @AfterAll
    static void end() throws IOException {
        doomed.close();
        replica.close();
        postgres.close();
    }

    private static void tell(Tale tale) {
        Teller teller = new Teller(replica, tale, "lives-" + UUID.randomUUID());
        for (Written written : teller.whole()) {
            written.rows().forEach(row -> POINTS.putIfAbsent(row, written));
        }
        Aftermath aftermath = teller.aftermath();
        assertThat(aftermath.open()).isEmpty();
        assertThat(aftermath.held()).isEmpty();
        assertThat(aftermath.eventsWithoutGaps()).isTrue();
        WITHOUT_DEATH.put(tale, aftermath);
    }

    @Test
    void everyRowOfTheTablesHasATale() {
        assertThat(POINTS.keySet()).containsExactlyInAnyOrderElementsOf(TableRow.ALL);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aServerThatDiesBeforeItsTransitionIsCommittedIsReplaced(TableRow row) {
        Written point = point(row);

        Aftermath left = UNCOMMITTED.computeIfAbsent(point, _ -> dieUncommitted(point, row));

        assertThat(left).isEqualTo(WITHOUT_DEATH.get(point.tale()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aServerThatDiesRightAfterItsTransitionIsReplaced(TableRow row) {
        Written point = point(row);

        Aftermath left = COMMITTED.computeIfAbsent(point, _ -> dieCommitted(point, row));

        assertThat(left).isEqualTo(WITHOUT_DEATH.get(point.tale()));
    }

    private static Written point(TableRow row) {
        assertThat(POINTS).as("a tale that takes it").containsKey(row);
        return POINTS.get(row);
    }

    /// A request that was never answered is made again, as nothing of it is stored.
    private static Aftermath dieUncommitted(Written point, TableRow row) {
        String operator = operator();
        Teller teller = until(point, operator);
        int before = row.count(replica, operator);

        doom.uncommitted(
                "insert on rollout_transitions",
                row.taken("new"),
                () -> doomed.tell(new DoomedTeller.Order(point.tale(), point.act(), operator, row, before)));

        assertThat(row.count(replica, operator)).isEqualTo(before);
        return goOn(teller, point, point.act());
    }

    /// A request that was stored and never answered may be made again, and changes nothing more.
    private static Aftermath dieCommitted(Written point, TableRow row) {
        String operator = operator();
        Teller teller = until(point, operator);
        int before = row.count(replica, operator);

        Doom.kill(
                doomed.tell(new DoomedTeller.Order(point.tale(), point.act(), operator, row, before)),
                () -> row.count(replica, operator) > before);

        return switch (point.tale().acts().get(point.act())) {
            case Act.Asks(var request) -> {
                assertThat(teller.ask(request)).isInstanceOf(Outcome.Ignored.class);
                yield goOn(teller, point, point.act() + 1);
            }
            case Act.Submits _ -> goOn(teller, point, point.act() + 1);
            case Act.Works _, Act.Prepares _, Act.Leaves _ -> goOn(teller, point, point.act());
        };
    }

    private static String operator() {
        return "dies-" + UUID.randomUUID();
    }

    private static Teller until(Written point, String operator) {
        Teller teller = new Teller(replica, point.tale(), operator);
        teller.play(0, point.act());
        return teller;
    }

    /// What the dead one had claimed is free after a time.
    private static Aftermath goOn(Teller teller, Written point, int act) {
        replica.pass(QuickSettings.DEFAULTS.claim().plusSeconds(1));
        teller.play(act, point.tale().acts().size());
        return teller.aftermath();
    }
}
