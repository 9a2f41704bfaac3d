package io.kspec.bench.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.server.ManagedCluster;
import io.kspec.bench.server.ServerUser;
import io.kspec.testkit.sample.SampleCharts;
import io.kspec.testkit.sample.SampleVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Rollouts of the sample operator, as users of the server's API begin and follow them.
final class Rollouts {
    private static final String OPERATOR = "widgets";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Set<String> ENDS = Set.of("Completed", "Failed", "RolledBack", "Cancelled", "Skipped");

    /// Enough to look four times a second within the limits of one user, 60 a minute.
    private static final int PEOPLE = 6;

    private static final long BETWEEN_LOOKS_MILLIS = 250;

    private final List<ServerUser> people;
    private int looks;

    private Rollouts(List<ServerUser> people) {
        this.people = people;
    }

    /// One that is under way.
    ///
    /// @param since before it was asked for
    /// @param end the state that it should end in
    record Begun(String id, Instant since, String end) {}

    /// Registers the clusters, the operator and two of its versions.
    static Rollouts on(ServerUser administrator, List<ManagedCluster> clusters, Path scratch) {
        var rollouts = new Rollouts(administrator.people(PEOPLE));
        for (int number = 0; number < clusters.size(); number++) {
            rollouts.next()
                    .post("/clusters", clusters.get(number).registration(name(number)))
                    .demand(201);
        }
        administrator
                .post(
                        "/operators",
                        Map.of(
                                "name", OPERATOR,
                                "namespace", "widgets-system",
                                "chartRepository", "upload://charts",
                                "chartName", "sample-operator",
                                "crdNames", List.of(SampleCharts.DEFINITION)))
                .demand(201);
        for (SampleVersion version : List.of(SampleVersion.FIRST, SampleVersion.ADDS_A_FIELD)) {
            administrator
                    .upload("/operators/%s/versions".formatted(OPERATOR), SampleCharts.archive(version, scratch))
                    .demand(201);
        }
        return rollouts;
    }

    private static String name(int number) {
        return "cluster-" + number;
    }

    /// To the first so many clusters.
    Begun deploy(SampleVersion version, int clusters) {
        Instant since = Instant.now();
        ServerUser.Answer answer = people.getFirst()
                .post(
                        "/deployments",
                        Map.of(
                                "operatorName",
                                OPERATOR,
                                "targetVersion",
                                version.text(),
                                "strategy",
                                "Direct",
                                "targetClusters",
                                IntStream.range(0, clusters)
                                        .mapToObj(Rollouts::name)
                                        .toList()));
        return new Begun(answer.demand(202).json().path("deploymentId").asText(), since, "Completed");
    }

    /// Asks for the way back.
    Begun back(Begun rollout) {
        Instant since = Instant.now();
        people.getFirst()
                .post("/deployments/%s/rollback".formatted(rollout.id()), Map.of("reason", "it is measured"))
                .demand(202);
        return new Begun(rollout.id(), since, "RolledBack");
    }

    /// Waits for its end; any other than the right one ends the run.
    Duration toEnd(Begun rollout) throws InterruptedException {
        Instant late = Instant.now().plus(PATIENCE);
        JsonNode whole = look(rollout);
        // A rollback begins where the rollout has ended before.
        while (!isOver(whole, rollout.since()) && Instant.now().isBefore(late)) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            whole = look(rollout);
        }
        if (!whole.path("status").asText().equals(rollout.end())) {
            throw new BenchmarkFailed("the rollout is %s, not %s: %s"
                    .formatted(whole.path("status").asText(), rollout.end(), whole.toPrettyString()));
        }
        return Duration.between(rollout.since(), lastMove(whole));
    }

    private static boolean isOver(JsonNode whole, Instant since) {
        return ENDS.contains(whole.path("status").asText()) && lastMove(whole).isAfter(since);
    }

    private static Instant lastMove(JsonNode whole) {
        JsonNode moves = whole.path("transitions");
        return moves.isEmpty()
                ? Instant.MIN
                : Instant.parse(moves.get(moves.size() - 1).path("at").asText());
    }

    private JsonNode look(Begun rollout) {
        return next().get("/deployments/" + rollout.id()).demand(200).json();
    }

    private ServerUser next() {
        return people.get(looks++ % people.size());
    }
}
