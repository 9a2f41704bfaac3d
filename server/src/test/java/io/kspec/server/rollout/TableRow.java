package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.State;
import io.kspec.lifecycle.rollout.Transition;
import io.kspec.lifecycle.rollout.Transition.Arrow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// A row of the tables of states, and how it looks where transitions are stored.
///
/// @param ofCluster false for the rollout's own table
record TableRow(boolean ofCluster, Arrow arrow) {
    /// Both tables.
    static final List<TableRow> ALL = Stream.concat(
                    Transition.ROLLOUTS.stream().map(arrow -> new TableRow(false, arrow)),
                    Transition.CLUSTERS.stream().map(arrow -> new TableRow(true, arrow)))
            .toList();

    /// The row that a stored transition took; one that is in neither table is nobody's, and fails the test.
    static TableRow of(Record stored) {
        boolean ofCluster = stored.get("cluster_name", String.class) != null;
        return ALL.stream()
                .filter(row -> row.ofCluster == ofCluster
                        && row.from().equals(Optional.ofNullable(stored.get("from_state", String.class)))
                        && row.arrow.to().word().equals(stored.get("to_state", String.class))
                        && row.arrow.trigger().name().equals(stored.get("trigger", String.class)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("neither table has " + stored));
    }

    private Optional<String> from() {
        return arrow.from().map(State::word);
    }

    /// SQL: whether a stored transition took this row; usable in a trigger, where nothing can be bound.
    String taken(String alias) {
        return "(%1$s.cluster_name is %2$s and %1$s.from_state %3$s and %1$s.to_state = '%4$s' and %1$s.trigger = '%5$s')"
                .formatted(
                        alias,
                        ofCluster ? "not null" : "null",
                        from().map("= '%s'"::formatted).orElse("is null"),
                        arrow.to().word(),
                        arrow.trigger());
    }

    /// How often the rollouts of an operator have taken it.
    int count(Replica replica, String operator) {
        return replica.transactions.call(transaction -> transaction
                .resultQuery(
                        "select count(*) from rollout_transitions t join rollouts r on r.id = t.rollout"
                                + " where r.operator_name = {0} and " + taken("t"),
                        DSL.val(operator))
                .fetchSingle(0, int.class));
    }

    @Override
    public String toString() {
        return "%s from %s to %s by %s"
                .formatted(
                        ofCluster ? "a cluster" : "a rollout",
                        from().orElse("nothing"),
                        arrow.to().word(),
                        arrow.trigger());
    }
}
