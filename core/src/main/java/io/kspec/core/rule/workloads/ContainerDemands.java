package io.kspec.core.rule.workloads;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.spec.ContainerField;
import io.kspec.core.spec.ContainersSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the two rules about fields of containers share: entries of the specification, and words about fields.
final class ContainerDemands {
    private static final int LONGEST_VALUE = 80;

    private ContainerDemands() {}

    /// @param parameter the key; a key that is listed again gets `#2`, `#3`, since ids are unique
    record Entry(String parameter, ContainerPath path, ContainerField field) {}

    static Stream<Entry> required(ClusterSpec spec) {
        return entries(spec, ContainersSpec::required);
    }

    static Stream<Entry> forbidden(ClusterSpec spec) {
        return entries(spec, ContainersSpec::forbidden);
    }

    /// What stands there, unless a secret could.
    static String observed(ContainerPath path, Optional<JsonNode> value) {
        return value.map(node -> {
                    if (PodFields.confidential(path.segments())) {
                        return "set";
                    }
                    String text = node.isTextual() ? node.asText() : node.isObject() ? "an object" : node.toString();
                    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
                })
                .orElse("absent");
    }

    static String inexpressible(ContainerPath path, Demand demand) {
        return PodFields.reachable(path.segments())
                ? "%s is compared with %s, which CEL cannot compare exactly"
                        .formatted(path.path().dotted(), demand.words())
                : "%s leads through a field that is not known to hold an object"
                        .formatted(path.path().dotted());
    }

    private static Stream<Entry> entries(ClusterSpec spec, Function<ContainersSpec, List<ContainerField>> part) {
        if (spec.workloads() == null || spec.workloads().containers() == null) {
            return Stream.empty();
        }
        var seen = new HashMap<String, Integer>();
        return part.apply(spec.workloads().containers()).stream().distinct().flatMap(field -> {
            String key = field.key() == null ? "" : field.key();
            return ContainerPath.of(key).stream().map(path -> {
                int times = seen.merge(key, 1, Integer::sum);
                return new Entry(times == 1 ? key : "%s#%d".formatted(key, times), path, field);
            });
        });
    }
}
