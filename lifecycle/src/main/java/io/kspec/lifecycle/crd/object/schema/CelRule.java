package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// One entry of `x-kubernetes-validations`, compiled.
///
/// @param text            what to tell when it fails: its message, or its expression
/// @param program         empty when it cannot be evaluated here
/// @param usesOldSelf     whether it compares with the value before
/// @param optionalOldSelf whether it is asked also where there is none
/// @param reason          the kind of error that its failure is
/// @param field           the field that its failure is told of, below the node
record CelRule(
        String text,
        Optional<CelProgram> program,
        boolean usesOldSelf,
        boolean optionalOldSelf,
        SchemaError.Kind reason,
        List<String> field) {

    static List<CelRule> all(JsonNode declared) {
        return declared.valueStream()
                .filter(rule -> !rule.path("rule").asText("").isBlank())
                .map(CelRule::of)
                .toList();
    }

    private static CelRule of(JsonNode declared) {
        String expression = declared.path("rule").asText("");
        String message = declared.path("message").asText("").strip();
        boolean optional = declared.path("optionalOldSelf").asBoolean(false);
        Optional<CelProgram> program = CelProgram.compile(expression, optional);
        return new CelRule(
                message.isEmpty() ? "must hold: " + expression.strip() : message,
                program,
                program.map(CelProgram::usesOldSelf).orElseGet(() -> expression.contains("oldSelf")),
                optional,
                reason(declared.path("reason").asText("")),
                FieldPaths.segments(declared.path("fieldPath").asText("")));
    }

    private static SchemaError.Kind reason(String declared) {
        return switch (declared) {
            case "FieldValueForbidden" -> SchemaError.Kind.FORBIDDEN;
            case "FieldValueRequired" -> SchemaError.Kind.REQUIRED;
            case "FieldValueDuplicate" -> SchemaError.Kind.DUPLICATE;
            default -> SchemaError.Kind.INVALID;
        };
    }
}
