package io.kspec.server.rollout.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.failure.Failure;
import io.kspec.kube.definition.Definitions;
import io.kspec.lifecycle.rollout.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Whether a previous version can work on the definitions as they are now. Definitions are never taken back, so it
/// can when each version it serves is served still.
final class WayBack {
    private WayBack() {}

    static Answer judge(Site site, List<JsonNode> previous) {
        for (JsonNode definition : previous) {
            String name = Renderings.name(definition);
            switch (new Definitions(site.calls()).read(name)) {
                case Reading.Unknown<Optional<ObjectNode>>(Failure why) -> {
                    return new Answer.Unavailable(why.sentence());
                }
                case Reading.Known<Optional<ObjectNode>>(Optional<ObjectNode> live) -> {
                    Set<String> missing = served(definition);
                    live.ifPresent(now -> missing.removeAll(served(now)));
                    if (!missing.isEmpty()) {
                        return new Answer.Refused(
                                "The previous version needs %s of %s, which %s does not serve any more. It stays as it is."
                                        .formatted(
                                                missing, name, site.connection().clusterName()));
                    }
                }
            }
        }
        return new Answer.Done();
    }

    private static Set<String> served(JsonNode definition) {
        Set<String> names = new TreeSet<>();
        for (JsonNode version : definition.at("/spec/versions")) {
            if (version.path("served").asBoolean(false)) {
                names.add(version.path("name").asText());
            }
        }
        return names;
    }
}
