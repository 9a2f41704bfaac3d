package io.kspec.bench.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.bench.BenchmarkFailed;
import io.kspec.bench.server.ServerUser;
import io.kspec.testkit.sample.SampleCharts;
import io.kspec.testkit.sample.SampleVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Rollouts of the sample operator, as users of the server's API begin and follow them. For many threads.
final class Rollouts {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Set<String> ENDS = Set.of("Completed", "Failed", "RolledBack", "Cancelled", "Skipped");

    /// Enough to look four times a second within the limits of one user, 60 a minute.
    private static final int PEOPLE = 6;

    private static final long BETWEEN_LOOKS_MILLIS = 250;

    private final List<ServerUser> people;
    private final AtomicInteger looks = new AtomicInteger();

    private Rollouts(List<ServerUser> people) {
        this.people = people;
    }

    /// One that is under way.
    ///
    /// @param since before it was asked for
    /// @param end the state that it should end in
    record Begun(String id, Instant since, String end) {}

    /// Of clusters that are registered now.
    ///
    /// @param registrations what `POST /clusters` takes
    static Rollouts on(ServerUser administrator, List<Map<String, ?>> registrations) {
        var rollouts = new Rollouts(administrator.people(PEOPLE));
        registrations.forEach(
                registration -> rollouts.next().post("/clusters", registration).demand(201));
        return rollouts;
    }

    /// Registers the sample operator under this name, with two versions.
    void operator(String name, String namespace, Path scratch) {
        next().post(
                        "/operators",
                        Map.of(
                                "name",
                                name,
                                "namespace",
                                namespace,
                                "chartRepository",
                                "upload://charts",
                                "chartName",
                                "sample-operator",
                                "crdNames",
                                List.of(SampleCharts.DEFINITION)))
                .demand(201);
        for (SampleVersion version : List.of(SampleVersion.FIRST, SampleVersion.ADDS_A_FIELD)) {
            next().upload("/operators/%s/versions".formatted(name), SampleCharts.archive(version, scratch))
                    .demand(201);
        }
    }

    /// @param strategy fields of the request, such as `strategy`
    Begun deploy(String operator, SampleVersion version, List<String> clusters, Map<String, ?> strategy) {
        Instant since = Instant.now();
        var request = new HashMap<String, Object>(strategy);
        request.put("operatorName", operator);
        request.put("targetVersion", version.text());
        request.put("targetClusters", clusters);
        ServerUser.Answer answer = next().post("/deployments", request);
        return new Begun(answer.demand(202).json().path("deploymentId").asText(), since, "Completed");
    }

    /// Asks for the way back.
    Begun back(Begun rollout) {
        Instant since = Instant.now();
        next().post("/deployments/%s/rollback".formatted(rollout.id()), Map.of("reason", "it is measured"))
                .demand(202);
        return new Begun(rollout.id(), since, "RolledBack");
    }

    /// Waits for its end; any other than the right one ends the run.
    Duration toEnd(Begun rollout) throws InterruptedException {
        return end(rollout)
                .orElseThrow(() -> new BenchmarkFailed("the rollout is not %s: %s"
                        .formatted(rollout.end(), look(rollout).toPrettyString())));
    }

    /// Waits for its end; empty when that is not the right one.
    Optional<Duration> end(Begun rollout) throws InterruptedException {
        Instant late = Instant.now().plus(PATIENCE);
        JsonNode whole = look(rollout);
        // A rollback begins where the rollout has ended before.
        while (!isOver(whole, rollout.since()) && Instant.now().isBefore(late)) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            whole = look(rollout);
        }
        return whole.path("status").asText().equals(rollout.end())
                ? Optional.of(Duration.between(rollout.since(), lastMove(whole)))
                : Optional.empty();
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
        return people.get(Math.floorMod(looks.getAndIncrement(), people.size()));
    }
}
