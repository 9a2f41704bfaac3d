package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.cluster.Reading;
import io.kspec.core.digest.Sha256;
import io.kspec.core.failure.Failure;
import io.kspec.kube.call.ApiCalls;
import io.kspec.kube.definition.Conditions;
import io.kspec.kube.definition.Definitions;
import io.kspec.lifecycle.health.Evidence;
import io.kspec.lifecycle.health.Evidence.Definition;
import io.kspec.lifecycle.health.Part;
import io.kspec.lifecycle.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at an operator's definitions. One that is as it was at the check before is not digested again: schemas are
/// large.
final class DefinitionsProbe {
    private final Definitions definitions;

    DefinitionsProbe(ApiCalls calls) {
        this.definitions = new Definitions(calls);
    }

    /// All of them, or the evidence is unread.
    Evidence probe(List<String> names, Optional<Evidence.Crds> before) {
        var found = new ArrayList<Definition>();
        for (String name : names) {
            switch (definitions.read(name)) {
                case Reading.Unknown<Optional<ObjectNode>>(Failure why) -> {
                    return new Evidence.Unread(Part.CRDS, why.sentence());
                }
                case Reading.Known<Optional<ObjectNode>>(Optional<ObjectNode> live) ->
                    live.map(one -> seen(name, one, before.flatMap(crds -> crds.named(name))))
                            .ifPresent(found::add);
            }
        }
        return new Evidence.Crds(names, found);
    }

    private static Definition seen(String name, ObjectNode live, Optional<Definition> before) {
        String identity = live.at("/metadata/uid").asText() + "/"
                + live.at("/metadata/generation").asText();
        return new Definition(
                name,
                Conditions.missing(live).isEmpty(),
                identity,
                live.at("/spec/versions")
                        .valueStream()
                        .filter(version -> version.path("served").asBoolean())
                        .map(version -> version.path("name").asText())
                        .toList(),
                live.at("/status/storedVersions")
                        .valueStream()
                        .map(JsonNode::asText)
                        .toList(),
                before.filter(same -> same.identity().equals(identity))
                        .map(Definition::schemaDigest)
                        .orElseGet(() -> digest(live)));
    }

    private static String digest(ObjectNode live) {
        ObjectNode schemas = JsonNodeFactory.instance.objectNode();
        live.at("/spec/versions")
                .forEach(version -> schemas.set(version.path("name").asText(), version.at("/schema/openAPIV3Schema")));
        Object inOrder = Json.mapper().convertValue(schemas, Object.class);
        return Sha256.of(Json.write(inOrder).getBytes(StandardCharsets.UTF_8));
    }
}
