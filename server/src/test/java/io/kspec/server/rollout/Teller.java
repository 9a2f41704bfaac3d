package io.kspec.server.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.lifecycle.rollout.Event;
import io.kspec.server.audit.Actor;
import io.kspec.server.rollout.RolloutStore.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/// Tells a [Tale] of one operator, act by act. Another process may tell any part of it: all that a teller knows is
/// in the database.
final class Teller {
    private final Replica replica;
    private final Tale tale;
    private final String operator;

    Teller(Replica replica, Tale tale, String operator) {
        this.replica = replica;
        this.tale = tale;
        this.operator = operator;
    }

    /// What one transaction stored.
    ///
    /// @param act in which it was
    /// @param rows which rows of the tables were taken
    record Written(Tale tale, int act, List<TableRow> rows) {}

    /// Tells it all; answers what every transaction stored that moved anything.
    List<Written> whole() {
        List<Written> written = new ArrayList<>();
        for (int act = 0; act < tale.acts().size(); act++) {
            int before = stored().size();
            play(act);
            Result<Record> all = stored();
            Map<String, List<TableRow>> transactions = new LinkedHashMap<>();
            all.subList(before, all.size()).forEach(row -> transactions
                    .computeIfAbsent(row.get("xmin", String.class), _ -> new ArrayList<>())
                    .add(TableRow.of(row)));
            for (List<TableRow> rows : transactions.values()) {
                written.add(new Written(tale, act, rows));
            }
        }
        return written;
    }

    private Result<Record> stored() {
        return replica.transactions.call(transaction -> transaction
                .resultQuery(
                        "select t.xmin::text, t.cluster_name, t.from_state, t.to_state, t.trigger"
                                + " from rollout_transitions t join rollouts r on r.id = t.rollout"
                                + " where r.operator_name = {0} order by t.id",
                        DSL.val(operator))
                .fetch());
    }

    /// Tells the acts from one to before another.
    void play(int from, int to) {
        for (int act = from; act < to; act++) {
            play(act);
        }
    }

    /// Tells one act; one that was told in part is told to its end.
    void play(int number) {
        switch (tale.acts().get(number)) {
            case Act.Submits submits ->
                replica.begin(
                        operator, submits.version(), submits.strategy(), submits.autoRollback(), submits.targets());
            case Act.Prepares prepares ->
                replica.transactions.run(transaction ->
                        TableClusters.script(transaction, operator, prepares.kind(), prepares.answer(), 1));
            case Act.Works works -> new Stepper(replica, rollout()).work(works.enough(), works.must());
            case Act.Asks(Event request) -> assertThat(ask(request)).isInstanceOf(Outcome.Decided.class);
            case Act.Leaves(Event event) -> {
                UUID rollout = rollout();
                replica.transactions.run(transaction -> replica.rollouts.leave(transaction, rollout, event));
            }
        }
    }

    /// Asks something of the rollout as a request does.
    Outcome ask(Event request) {
        return replica.rollouts.take(rollout(), request, Actor.SERVER);
    }

    private UUID rollout() {
        return replica.transactions.call(transaction -> transaction
                .resultQuery(
                        "select id from rollouts where operator_name = {0} order by number desc limit 1",
                        DSL.val(operator))
                .fetchSingle(0, UUID.class));
    }

    Aftermath aftermath() {
        return Aftermath.of(replica, rollout(), operator);
    }
}
