package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.cluster.Reading;
import io.kspec.kube.call.Answer;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.call.Call;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Which kinds belong to no namespace, as a cluster's discovery says.
final class Scopes {
    private Scopes() {}

    /// Tells of these objects which are cluster-scoped. A kind that the cluster does not serve counts as none.
    static Reading<Predicate<JsonNode>> of(ApiCalls calls, List<JsonNode> objects) {
        Set<String> clusterScoped = new HashSet<>();
        List<String> versions = objects.stream()
                .map(object -> object.path("apiVersion").asText())
                .distinct()
                .toList();
        for (String version : versions) {
            String path = version.contains("/") ? "/apis/" + version : "/api/" + version;
            switch (calls.send(Call.get(path))) {
                case Answer.Done done ->
                    done.json()
                            .path("resources")
                            .valueStream()
                            .filter(resource -> !resource.path("namespaced").asBoolean())
                            .forEach(resource -> clusterScoped.add(
                                    version + " " + resource.path("kind").asText()));
                case Answer.Refused refused -> {
                    if (!refused.notFound()) {
                        return new Reading.Unknown<>(refused.why());
                    }
                }
            }
        }
        return new Reading.Known<>(object -> clusterScoped.contains(
                object.path("apiVersion").asText() + " " + object.path("kind").asText()));
    }
}
