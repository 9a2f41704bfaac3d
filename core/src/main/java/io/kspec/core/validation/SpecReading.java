package io.kspec.core.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.verdict.FieldPath;
import java.util.List;

/// What became of reading a spec that no API server has checked: a file, a pipe, an argument. As strict as the API
/// server, because both go by the annotations of the records; its messages also say what was probably meant.
public sealed interface SpecReading<T> {
    record Read<T>(T value) implements SpecReading<T> {}

    /// `problems` is never empty.
    record Unreadable<T>(List<SpecProblem> problems) implements SpecReading<T> {
        public Unreadable {
            problems = List.copyOf(problems);
        }
    }

    /// Reads the `spec` of a ClusterSpecification.
    ///
    /// @param at where `json` stands in its object, usually `spec`
    static SpecReading<ClusterSpec> of(JsonNode json, FieldPath at) {
        return of(ClusterSpec.class, json, at);
    }

    /// The fields of a tree that the record does not have, in the order of the tree; whatever else is wrong with it.
    static List<SpecProblem> unknownFields(Class<? extends Record> type, JsonNode json, FieldPath at) {
        return RecordShape.unknownFields(type, json, at);
    }

    /// Reads the spec of any of kspec's own kinds. Never throws for any tree.
    static <T extends Record> SpecReading<T> of(Class<T> type, JsonNode json, FieldPath at) {
        List<SpecProblem> problems = RecordShape.problems(type, json, at);
        if (!problems.isEmpty()) {
            return new Unreadable<>(problems);
        }
        try {
            return new Read<>(RecordShape.MAPPER.treeToValue(json, type));
        } catch (JsonProcessingException unforeseen) {
            return new Unreadable<>(List.of(new SpecProblem(
                    at,
                    "cannot be read: " + unforeseen.getOriginalMessage(),
                    "Report this to the maintainers of kspec.")));
        }
    }
}
