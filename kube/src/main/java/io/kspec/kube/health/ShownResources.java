package io.kspec.kube.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.kube.customresource.Visitor;
import io.kspec.lifecycle.health.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Notes of every custom resource of one kind what its health is judged by.
final class ShownResources implements Visitor {
    private final String definition;
    private final Map<String, Evidence.CustomResource> before;
    private final Instant now;
    private final List<Evidence.CustomResource> shown = new ArrayList<>();
    private Optional<Instant> last = Optional.empty();

    ShownResources(String definition, Optional<Evidence.CustomResources> before, Instant now) {
        this.definition = definition;
        this.before = before.stream()
                .flatMap(evidence -> evidence.resources().stream())
                .filter(resource -> resource.name().startsWith(definition + "/"))
                .collect(Collectors.toMap(Evidence.CustomResource::name, Function.identity(), (one, _) -> one));
        this.now = now;
    }

    @Override
    public void begin() {
        shown.clear();
        last = Optional.empty();
    }

    @Override
    public void visit(ObjectNode object) {
        String name = "%s/%s/%s"
                .formatted(
                        definition,
                        object.at("/metadata/namespace").asText(""),
                        object.at("/metadata/name").asText(""));
        long generation = object.at("/metadata/generation").asLong(0);
        JsonNode observed = object.at("/status/observedGeneration");
        shown.add(new Evidence.CustomResource(
                name,
                generation,
                observed.isNumber() ? Optional.of(observed.asLong()) : Optional.empty(),
                since(object, name, generation),
                created(object),
                !object.path("status").isEmpty(),
                false,
                conditions(object)));
        written(object, true)
                .ifPresent(time -> last = last.filter(time::isBefore).or(() -> Optional.of(time)));
    }

    /// A kind has a status when any object of it has, or had at the last look.
    List<Evidence.CustomResource> resources() {
        boolean kindHasStatus = shown.stream().anyMatch(Evidence.CustomResource::hasStatus)
                || before.values().stream().anyMatch(Evidence.CustomResource::kindHasStatus);
        return shown.stream()
                .map(one -> new Evidence.CustomResource(
                        one.name(),
                        one.generation(),
                        one.observedGeneration(),
                        one.generationSince(),
                        one.createdAt(),
                        one.hasStatus(),
                        kindHasStatus,
                        one.conditions()))
                .toList();
    }

    /// When a status was last written.
    Optional<Instant> lastReconciliation() {
        return last;
    }

    /// When it was first seen with this generation; of one never seen before, when it was last written to.
    private Instant since(JsonNode object, String name, long generation) {
        return Optional.ofNullable(before.get(name))
                .filter(known -> known.generation() == generation)
                .map(Evidence.CustomResource::generationSince)
                .or(() -> written(object, false))
                .orElseGet(() -> created(object));
    }

    private static Optional<Instant> written(JsonNode object, boolean status) {
        return object.at("/metadata/managedFields")
                .valueStream()
                .filter(entry -> entry.path("subresource").asText("").equals("status") == status)
                .flatMap(entry -> Times.of(entry.path("time")).stream())
                .max(Instant::compareTo);
    }

    private Instant created(JsonNode object) {
        return Times.of(object.at("/metadata/creationTimestamp")).orElse(now);
    }

    private List<Evidence.Condition> conditions(JsonNode object) {
        return object.at("/status/conditions")
                .valueStream()
                .map(condition -> new Evidence.Condition(
                        condition.path("type").asText(""),
                        condition.path("status").asText(""),
                        Times.of(condition.path("lastTransitionTime")).orElseGet(() -> created(object))))
                .toList();
    }
}
