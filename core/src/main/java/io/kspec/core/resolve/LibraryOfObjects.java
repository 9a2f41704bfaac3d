package io.kspec.core.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.PolicyTemplateSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.validation.SpecReading;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The ClusterSpecifications and PolicyTemplates among some objects, with the built-in templates. Objects of other
/// kinds are passed over. A name that stands for two different objects of one kind, or for one that cannot be read,
/// can be used for nothing. Immutable.
public final class LibraryOfObjects implements Library {
    private static final FieldPath SPEC = FieldPath.of("spec");

    private final Map<String, ClusterSpec> specifications = new TreeMap<>();
    private final Map<String, PolicyTemplateSpec> templates = new TreeMap<>();
    private final Map<String, List<SpecProblem>> unreadable = new HashMap<>();
    private final List<SpecProblem> gaps;

    /// @param gaps why there may be more than these objects; then no name is known to be free
    public LibraryOfObjects(List<JsonNode> objects, List<SpecProblem> gaps) {
        this.gaps = List.copyOf(gaps);
        objects.forEach(this::add);
    }

    @Override
    public Optional<PolicyTemplateSpec> template(String name) {
        return Library.builtIn().template(name).or(() -> Optional.ofNullable(templates.get(name)));
    }

    @Override
    public Optional<ClusterSpec> specification(String name) {
        return Optional.ofNullable(specifications.get(name));
    }

    @Override
    public List<String> templates() {
        return Stream.concat(Library.builtIn().templates().stream(), templates.keySet().stream())
                .distinct()
                .toList();
    }

    @Override
    public List<String> specifications() {
        return List.copyOf(specifications.keySet());
    }

    @Override
    public List<SpecProblem> unreadable(String name) {
        var doubts = new ArrayList<>(unreadable.getOrDefault(name, List.of()));
        if (template(name).isEmpty() && specification(name).isEmpty()) {
            doubts.addAll(gaps);
        }
        return doubts;
    }

    private void add(JsonNode object) {
        String name = object.path("metadata").path("name").asText("");
        JsonNode spec = object.path("spec");
        if (!object.path("apiVersion").asText("").startsWith("kspec.io/")) {
            return;
        }
        switch (object.path("kind").asText("")) {
            case "ClusterSpecification" -> add(name, SpecReading.of(ClusterSpec.class, spec, SPEC), specifications);
            case "PolicyTemplate" -> add(name, SpecReading.of(PolicyTemplateSpec.class, spec, SPEC), templates);
            default -> {}
        }
    }

    private <T extends Record> void add(String name, SpecReading<T> reading, Map<String, T> known) {
        switch (reading) {
            case SpecReading.Unreadable<T>(List<SpecProblem> problems) -> unreadable.put(name, problems);
            case SpecReading.Read<T>(T spec) -> {
                T other = known.putIfAbsent(name, spec);
                if (other != null && !other.equals(spec)) {
                    unreadable.put(
                            name,
                            List.of(new SpecProblem(
                                    FieldPath.of("metadata.name"),
                                    "stands for two different objects",
                                    "Keep one of the two.")));
                }
            }
        }
    }
}
