package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.kspec.core.spec.ContainerField;
import io.kspec.core.spec.ContainersSpec;
import io.kspec.core.subject.ContainerFields;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.Objects;

/// Required and forbidden container fields: each known, each with a value that can be compared, no two of them
/// impossible to meet together.
final class ContainerFieldDemands {
    private ContainerFieldDemands() {}

    static void check(ContainersSpec containers, FieldPath at, Notes notes) {
        for (int position = 0; position < containers.required().size(); position++) {
            ContainerField field = containers.required().get(position);
            FieldPath here = at.field("required").index(position);
            check(field, here, notes);
            unlikeAnEarlierOne(containers.required().subList(0, position), field, here, notes);
        }
        for (int position = 0; position < containers.forbidden().size(); position++) {
            ContainerField field = containers.forbidden().get(position);
            FieldPath here = at.field("forbidden").index(position);
            check(field, here, notes);
            notRequiredToo(containers.required(), field, here, notes);
        }
    }

    private static void check(ContainerField field, FieldPath at, Notes notes) {
        String key = field.key();
        if (key != null && !ContainerFields.known(key)) {
            notes.problem(
                    at.field("key"),
                    quoted(key) + " is no field of a container or pod",
                    ContainerFields.nearest(key)
                            .map(near -> "Did you mean %s?".formatted(quoted(near)))
                            .orElse("Write a path such as securityContext.runAsNonRoot or resources.limits.memory."));
        }
        JsonNode value = field.value();
        if (value == null) {
            return;
        }
        if (Boolean.TRUE.equals(field.exists())) {
            notes.problem(
                    at.field("exists"),
                    "true means any value, which contradicts value %s".formatted(text(value)),
                    "Remove value or exists.");
        }
        if (!comparable(value)) {
            notes.problem(
                    at.field("value"),
                    text(value) + " cannot be compared with",
                    "Write a boolean, a number, a string or a list of strings.");
        }
    }

    private static boolean comparable(JsonNode value) {
        if (value.isArray()) {
            for (JsonNode item : value) {
                if (!item.isTextual()) {
                    return false;
                }
            }
            return true;
        }
        return value.isValueNode() && !value.isNull();
    }

    private static void unlikeAnEarlierOne(
            List<ContainerField> earlier, ContainerField field, FieldPath at, Notes notes) {
        boolean contradicted = !anyValue(field)
                && !wanted(field).isArray()
                && earlier.stream()
                        .anyMatch(other -> Objects.equals(other.key(), field.key())
                                && !anyValue(other)
                                && !wanted(other).isArray()
                                && !wanted(other).equals(wanted(field)));
        if (contradicted) {
            notes.problem(
                    at.field("value"),
                    "%s is required with another value above".formatted(quoted(field.key() + "")),
                    "Keep one of them.");
        }
    }

    /// A field that must be there and must not be there; one value may be forbidden of a field that must exist.
    private static void notRequiredToo(List<ContainerField> required, ContainerField field, FieldPath at, Notes notes) {
        boolean contradicted = required.stream()
                .anyMatch(other -> Objects.equals(other.key(), field.key())
                        && (anyValue(field)
                                || (!anyValue(other) && wanted(other).equals(wanted(field)))));
        if (contradicted) {
            notes.problem(
                    at.field("key"),
                    "%s is required as well, so that no container could comply".formatted(quoted(field.key() + "")),
                    "Remove it from required or from forbidden.");
        }
    }

    private static boolean anyValue(ContainerField field) {
        return Boolean.TRUE.equals(field.exists());
    }

    /// Without a value the field is compared with true.
    private static JsonNode wanted(ContainerField field) {
        return Objects.requireNonNullElse(field.value(), BooleanNode.TRUE);
    }

    private static String text(JsonNode value) {
        String json = value.toString();
        return json.length() <= 80 ? json : json.substring(0, 80) + "...";
    }
}
