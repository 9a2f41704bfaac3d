package io.kspec.core.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.spec.PolicyTemplateSpec;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.Map;

/// The short form of a template's policy: its three lists, and where they stand in a specification. Their entries
/// follow those of the long form.
final class Shorthand {
    private static final Map<String, List<String>> LONG_FORMS = Map.of(
            "requiredFields", List.of("workloads", "containers", "required"),
            "forbiddenFields", List.of("workloads", "containers", "forbidden"),
            "validations", List.of("rules"));

    private Shorthand() {}

    /// The policy as sections of a specification; what is no object stays as it is, for the reader to refuse.
    static JsonNode written(PolicyTemplateSpec template) {
        JsonNode policy = template.policy();
        if (policy == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode written = policy.deepCopy();
        LONG_FORMS.forEach((name, place) -> {
            if (written instanceof ObjectNode sections && policy.path(name) instanceof ArrayNode entries) {
                append(sections, place, entries);
                sections.remove(name);
            }
        });
        return written;
    }

    /// Where a path of [#written] stands in the template as its author wrote it.
    static FieldPath original(PolicyTemplateSpec template, FieldPath path) {
        JsonNode policy = template.policy() == null ? JsonNodeFactory.instance.objectNode() : template.policy();
        List<String> segments = path.segments();
        for (Map.Entry<String, List<String>> form : LONG_FORMS.entrySet()) {
            List<String> place = form.getValue();
            int begin = Filled.POLICY.segments().size();
            int end = begin + place.size();
            boolean inside =
                    segments.size() > end && segments.subList(begin, end).equals(place) && policy.has(form.getKey());
            int longOnes = policy.at("/" + String.join("/", place)).size();
            if (inside && Integer.parseInt(segments.get(end)) >= longOnes) {
                FieldPath entry =
                        Filled.POLICY.field(form.getKey()).index(Integer.parseInt(segments.get(end)) - longOnes);
                return entry.then(new FieldPath(segments.subList(end + 1, segments.size())));
            }
        }
        return path;
    }

    private static void append(ObjectNode sections, List<String> place, ArrayNode entries) {
        ObjectNode around = sections;
        for (String name : place.subList(0, place.size() - 1)) {
            if (!around.path(name).isObject()) {
                around.putObject(name);
            }
            around = (ObjectNode) around.path(name);
        }
        if (!around.path(place.getLast()).isArray()) {
            around.putArray(place.getLast());
        }
        ((ArrayNode) around.path(place.getLast())).addAll(entries);
    }
}
