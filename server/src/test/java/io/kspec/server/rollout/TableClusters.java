package io.kspec.server.rollout;

import static org.jooq.impl.DSL.val;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.kspec.lifecycle.approval.ApprovalKind;
import io.kspec.lifecycle.health.HealthReading;
import io.kspec.lifecycle.json.Json;
import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.ClusterRow;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.InventoryDigest;
import io.kspec.lifecycle.rollout.Revision;
import io.kspec.lifecycle.rollout.Rollout;
import io.kspec.lifecycle.strategy.Environment;
import io.kspec.lifecycle.strategy.Strategy;
import io.kspec.server.database.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;

/// Clusters that are rows of a table, so that they outlive the process that changes them: what a worker did before it
/// was killed is there for the next one, as in a cluster. A release's number grows with each change, so a change that
/// was made twice shows.
final class TableClusters implements ClusterWork {
    static final String OWN = "home";
    private static final InventoryDigest OBJECTS = new InventoryDigest("0".repeat(64), 3);
    private final Transactions transactions;

    TableClusters(Transactions transactions) {
        this.transactions = transactions;
    }

    static void create(DSLContext transaction) {
        transaction.execute("""
                create table if not exists double_releases (operator text, cluster text, namespace text, digest text,
                    version text, number int, replicas int, primary key (operator, cluster, namespace));
                create table if not exists double_traffic (operator text, cluster text, namespace text,
                    primary key (operator, cluster));
                create table if not exists double_calls (command text, kind text, point text);
                create table if not exists double_script (id serial, operator text, kind text, answer jsonb,
                    command text)
                """);
    }

    /// The next `uses` commands of this kind are answered so, and do nothing. A command that is done again is answered
    /// again as before: it is the cluster that answers, not the worker who asks.
    static void script(
            DSLContext transaction, String operator, Class<? extends Command> kind, Answer answer, int uses) {
        transaction.execute(
                "insert into double_script (operator, kind, answer) select {0}, {1}, {2} from generate_series(1, {3})",
                val(operator), val(kind.getSimpleName()), val(JSONB.valueOf(Json.write(answer))), val(uses));
    }

    @Override
    public Answer perform(Rollout rollout, Command command, Fence fence) {
        mark(command, "entered");
        Answer answer = transactions.call(transaction ->
                scripted(transaction, rollout, command).orElseGet(() -> done(transaction, rollout, command)));
        mark(command, "left");
        return answer;
    }

    void mark(Command command, String point) {
        transactions.run(transaction -> transaction.execute(
                "insert into double_calls values ({0}, {1}, {2})", val(command.id()), val(command.word()), val(point)));
    }

    private static Optional<Answer> scripted(DSLContext transaction, Rollout rollout, Command command) {
        return transaction
                .resultQuery(
                        "update double_script set command = {2} where id = (select min(id) from double_script where"
                                + " operator = {0} and kind = {1} and coalesce(command, {2}) = {2}) returning answer",
                        val(rollout.order().operator()), val(command.word()), val(command.id()))
                .fetchOptional()
                .map(row -> read(row.get("answer", JSONB.class)));
    }

    private static Answer read(JSONB answer) {
        try {
            return Json.mapper().readValue(answer.data(), Answer.class);
        } catch (JsonProcessingException torn) {
            throw new IllegalStateException(torn);
        }
    }

    private static Answer done(DSLContext transaction, Rollout rollout, Command command) {
        String operator = rollout.order().operator();
        return switch (command) {
            case Command.Judge _ -> judged(transaction, rollout);
            case Command.Export _ -> new Answer.Exported(OBJECTS);
            case Command.ApplyCrds _, Command.RecoverRelease _, Command.JudgeBack _ -> new Answer.Done();
            case Command.InstallRelease install ->
                bring(transaction, operator, install.cluster(), install.namespace(), install.revision());
            case Command.RollBackRelease back ->
                bring(transaction, operator, back.cluster(), back.namespace(), back.previous());
            case Command.CheckHealth _ -> new Answer.Checked(HealthReading.healthy());
            case Command.VerifyObjects verify -> new Answer.Verified(verify.before(), 0, "");
            case Command.SwitchTraffic to -> traffic(transaction, operator, to.cluster(), to.to());
            case Command.SwitchBack back -> traffic(transaction, operator, back.cluster(), back.to());
            case Command.ScaleDown down -> {
                scale(transaction, operator, down.cluster(), down.namespace(), 0);
                yield new Answer.Scaled(Map.of("Deployment/controller", 2));
            }
            case Command.ScaleUp up -> {
                scale(transaction, operator, up.cluster(), up.namespace(), 2);
                yield new Answer.Done();
            }
            case Command.RemoveColour remove -> remove(transaction, operator, remove.cluster(), remove.namespace());
            case Command.UninstallRelease uninstall -> remove(transaction, operator, uninstall.cluster(), OWN);
            case Command.RequestApproval _,
                    Command.WithdrawApprovals _,
                    Command.ClaimSlot _,
                    Command.ReleaseSlot _,
                    Command.WakeAt _,
                    Command.Notify _,
                    Command.AcquireLease _,
                    Command.ReleaseLease _,
                    Command.RestoreRecord _ -> throw new IllegalStateException("not done in clusters: " + command);
        };
    }

    private static Answer judged(DSLContext transaction, Rollout rollout) {
        String operator = rollout.order().operator();
        boolean blueGreen = rollout.order().strategy() instanceof Strategy.BlueGreen;
        Revision target = revision(rollout.order().version());
        List<Answer.ClusterFacts> facts = new ArrayList<>();
        for (ClusterRow row : rollout.clusters()) {
            String active = active(transaction, operator, row.cluster());
            Optional<Revision> previous = release(transaction, operator, row.cluster(), active)
                    .map(found -> new Revision(
                            found.get("version", String.class),
                            found.get("digest", String.class),
                            found.get("number", int.class)));
            facts.add(new Answer.ClusterFacts(
                    row.cluster(), target, previous, blueGreen ? Optional.of(active) : Optional.empty()));
        }
        boolean production = rollout.clusters().stream().anyMatch(row -> row.environment() == Environment.PRODUCTION);
        List<ApprovalKind> approvals = production ? List.of(ApprovalKind.PRODUCTION_DEPLOYMENT) : List.of();
        return new Answer.Judged(target.digest(), approvals, facts, List.of(), List.of());
    }

    static Revision revision(String version) {
        return new Revision(version, Integer.toHexString(version.hashCode()), 0);
    }

    private static String active(DSLContext transaction, String operator, String cluster) {
        return transaction
                .resultQuery(
                        "select namespace from double_traffic where operator = {0} and cluster = {1}",
                        val(operator), val(cluster))
                .fetchOptional(0, String.class)
                .orElse(OWN);
    }

    static Optional<Record> release(DSLContext transaction, String operator, String cluster, String namespace) {
        return transaction
                .resultQuery(
                        "select * from double_releases where operator = {0} and cluster = {1} and namespace = {2}",
                        val(operator), val(cluster), val(namespace))
                .fetchOptional()
                .map(row -> row);
    }

    private static Answer bring(
            DSLContext transaction, String operator, String cluster, Optional<String> namespace, Revision revision) {
        transaction.execute(
                """
                insert into double_releases values ({0}, {1}, {2}, {3}, {4}, 1, 2)
                on conflict (operator, cluster, namespace) do update
                set number = double_releases.number + 1, digest = {3}, version = {4}
                where double_releases.digest <> {3}
                """,
                val(operator),
                val(cluster),
                val(namespace.orElse(OWN)),
                val(revision.digest()),
                val(revision.version()));
        int number = release(transaction, operator, cluster, namespace.orElse(OWN))
                .orElseThrow()
                .get("number", int.class);
        return new Answer.Installed(new Revision(revision.version(), revision.digest(), number));
    }

    private static Answer traffic(DSLContext transaction, String operator, String cluster, String to) {
        transaction.execute(
                "insert into double_traffic values ({0}, {1}, {2}) on conflict (operator, cluster) do update"
                        + " set namespace = {2}",
                val(operator), val(cluster), val(to));
        return new Answer.Done();
    }

    private static void scale(DSLContext transaction, String operator, String cluster, String namespace, int replicas) {
        transaction.execute(
                "update double_releases set replicas = {3} where operator = {0} and cluster = {1} and namespace = {2}",
                val(operator), val(cluster), val(namespace), val(replicas));
    }

    private static Answer remove(DSLContext transaction, String operator, String cluster, String namespace) {
        transaction.execute(
                "delete from double_releases where operator = {0} and cluster = {1} and namespace = {2}",
                val(operator), val(cluster), val(namespace));
        return new Answer.Done();
    }
}
