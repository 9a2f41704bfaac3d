package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import io.kspec.kube.call.Pages;
import java.time.Duration;
import java.util.List;

/// Asks a cluster how it is.
public final class ClusterProbe {
    private final ApiCalls calls;

    /// Asks one cluster.
    ///
    /// @param patience for each of its requests
    public ClusterProbe(ApiCalls calls, Duration patience) {
        this.calls = calls.within(patience);
    }

    /// Answers also for a cluster that does not: it is unreachable then, and nothing else is known of it.
    public ClusterState probe() {
        return switch (calls.send(Call.get("/version"))) {
            case Answer.Refused refused when refused.silent() -> new ClusterState.Unreachable(refused.why());
            case Answer.Refused refused -> new ClusterState.Refusing(refused.why());
            case Answer.Done done ->
                new ClusterState.Reachable(done.json().path("gitVersion").asText(""), done.took(), nodes());
        };
    }

    private Reading<ClusterState.Nodes> nodes() {
        return switch (new Pages(calls).list("/api/v1/nodes")) {
            case Reading.Unknown<List<ObjectNode>> unknown -> new Reading.Unknown<>(unknown.why());
            case Reading.Known<List<ObjectNode>> known -> {
                int ready = (int)
                        known.value().stream().filter(ClusterProbe::isReady).count();
                yield new Reading.Known<>(
                        new ClusterState.Nodes(ready, known.value().size() - ready));
            }
        };
    }

    private static boolean isReady(JsonNode node) {
        return node.at("/status/conditions")
                .valueStream()
                .anyMatch(condition -> condition.path("type").asText("").equals("Ready")
                        && condition.path("status").asText("").equals("True"));
    }
}
