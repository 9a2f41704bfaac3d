package io.kspec.server.rollout;

import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// Everything that a rollout leaves behind, without what differs from run to run: two runs of a story must leave the
/// same.
record Aftermath(
        String state,
        List<String> transitions,
        List<String> installed,
        List<String> releases,
        List<String> consents,
        List<String> mails,
        List<String> audit,
        List<String> held,
        List<String> open,
        boolean eventsWithoutGaps) {

    static Aftermath of(Replica replica, UUID rollout, String operator) {
        return replica.transactions.call(transaction -> new Aftermath(
                all(transaction, "select state from rollouts where id::text = {0}", rollout.toString())
                        .getFirst(),
                all(
                        transaction,
                        "select concat(cluster_name, ' ', from_state, ' ', to_state, ' ', trigger) from"
                                + " rollout_transitions where rollout::text = {0} order by id",
                        rollout.toString()),
                all(
                        transaction,
                        "select concat(version, ' ', release, ' ', namespace) from installations where operator_name = {0}",
                        operator),
                all(
                        transaction,
                        "select concat(namespace, ' ', version, ' ', number, ' ', replicas) from double_releases"
                                + " where operator = {0} order by 1",
                        operator),
                all(
                        transaction,
                        "select concat(kind, ' ', state) from double_consents where rollout = {0} order by 1",
                        rollout.toString()),
                all(transaction, "select subject from double_mail where rollout = {0} order by 1", rollout.toString()),
                all(transaction, "select event from double_audit where rollout = {0} order by 1", rollout.toString()),
                all(
                        transaction,
                        "select 'slot' from rollout_slots where rollout::text = {0} union all"
                                + " select 'lease' from cluster_leases where holder::text = {0}",
                        rollout.toString()),
                all(
                        transaction,
                        "select kind from rollout_commands where rollout::text = {0} and state = 'Open' order by number",
                        rollout.toString()),
                all(
                                transaction,
                                "select (max(number) = count(*))::text from rollout_events where rollout::text = {0}",
                                rollout.toString())
                        .equals(List.of("true"))));
    }

    private static List<String> all(DSLContext transaction, String sql, String value) {
        return transaction.resultQuery(sql, DSL.val(value)).fetch(0, String.class);
    }
}
