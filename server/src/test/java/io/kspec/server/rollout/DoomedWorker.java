package io.kspec.server.rollout;

import io.kspec.lifecycle.rollout.Answer;
import io.kspec.lifecycle.rollout.Command;
import io.kspec.lifecycle.rollout.Rollout;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jooq.impl.DSL;

/// A worker in a process of its own, made to be killed.
final class DoomedWorker {
    private DoomedWorker() {}

    /// Works until it is killed.
    ///
    /// @param arguments JDBC URL; kind of command that it begins and never does, or nothing
    public static void main(String... arguments) throws InterruptedException {
        String stuckAt = arguments[1];
        Replica replica = new Replica(
                arguments[0],
                QuickSettings.DEFAULTS,
                clusters -> (rollout, command, fence) -> perform(clusters, stuckAt, rollout, command, fence));
        replica.workers.start();
        new CountDownLatch(1).await();
    }

    private static Answer perform(ClusterWork clusters, String stuckAt, Rollout rollout, Command command, Fence fence) {
        if (command.word().equals(stuckAt)) {
            ((TableClusters) clusters).mark(command, "reached");
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return clusters.perform(rollout, command, fence);
    }

    static Process start(String url, String stuckAt) {
        return start(DoomedWorker.class, url, stuckAt);
    }

    /// Starts a process that calls itself `doomed` in the database.
    static Process start(Class<?> main, String url, String... more) {
        try {
            String java = ProcessHandle.current().info().command().orElseThrow();
            List<String> line = new ArrayList<>(List.of(
                    java,
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName(),
                    url + "&ApplicationName=doomed"));
            line.addAll(List.of(more));
            return new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(File.createTempFile("doomed-worker", ".log")))
                    .start();
        } catch (IOException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /// Whether a doomed worker has come as far.
    static boolean marked(Replica replica, String rollout, String kind, String point) {
        return replica.transactions.call(transaction -> transaction.fetchExists(DSL.selectOne()
                .from("double_calls")
                .where(
                        "command like {0} and kind = {1} and point = {2}",
                        DSL.val(rollout + "/%"), DSL.val(kind), DSL.val(point))));
    }
}
