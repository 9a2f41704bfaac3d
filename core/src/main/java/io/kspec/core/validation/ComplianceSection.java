package io.kspec.core.validation;

import static io.kspec.core.validation.Notes.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.framework.Frameworks;
import io.kspec.core.rule.Checks;
import io.kspec.core.spec.ComplianceSpec;
import io.kspec.core.spelling.Nearest;
import io.kspec.core.verdict.FieldPath;
import java.util.HashSet;

/// Frameworks that are known by name, or controls whose checks are.
final class ComplianceSection {
    private static final FieldPath HERE = FieldPath.of("spec.compliance.frameworks");

    private ComplianceSection() {}

    static void check(ComplianceSpec section, Notes notes) {
        for (int position = 0; position < section.frameworks().size(); position++) {
            JsonNode framework = section.frameworks().get(position);
            FieldPath at = HERE.index(position);
            JsonNode name = framework.isObject() ? framework.path("name") : framework;
            if (!name.isTextual() || name.asText().isBlank()) {
                notes.problem(
                        at,
                        "is neither the name of a framework nor an object with a name",
                        "Write a name such as cis-k8s-1.8 or pci-dss-4.0.");
            } else if (framework.isObject()) {
                own(framework, name.asText(), at, notes);
            } else if (Frameworks.named(name.asText()).isEmpty()) {
                notes.problem(
                        at,
                        quoted(name.asText()) + " is no framework that kspec knows",
                        Nearest.to(name.asText(), Frameworks.names())
                                .map("Write %s, or an object with controls of your own."::formatted)
                                .orElseGet(() -> "Write one of %s, or an object with controls of your own."
                                        .formatted(String.join(", ", Frameworks.names()))));
            }
        }
    }

    private static void own(JsonNode framework, String name, FieldPath at, Notes notes) {
        JsonNode controls = framework.path("controls");
        if (controls.isMissingNode() && Frameworks.named(name).isPresent()) {
            return;
        }
        if (!controls.isMissingNode() && !controls.isArray()) {
            notes.problem(at.field("controls"), "is no list", "Write a list of objects with id, title and mappings.");
            return;
        }
        if (controls.isEmpty()) {
            notes.warning(at, quoted(name) + " lists no controls, so nothing is reported by it", "List its controls.");
        }
        var ids = new HashSet<String>();
        for (int position = 0; position < controls.size(); position++) {
            FieldPath path = at.field("controls").index(position);
            String id = controls.path(position).path("id").asText("");
            if (id.isBlank()) {
                notes.problem(path.field("id"), "is not set", "Write the id of the control, for example 5.1.1.");
            } else if (!ids.add(id)) {
                notes.problem(path.field("id"), quoted(id) + " is there already", "Write each control once.");
            }
            mappings(controls.path(position).path("mappings"), path.field("mappings"), notes);
        }
    }

    private static void mappings(JsonNode mappings, FieldPath at, Notes notes) {
        if (!mappings.isMissingNode() && !mappings.isArray()) {
            notes.problem(at, "is no list", "Write a list of objects with a check.");
            return;
        }
        for (int position = 0; position < mappings.size(); position++) {
            String check = mappings.path(position).path("check").asText("");
            if (!Checks.known(check)) { // older specifications name fields here: the control is left to a person
                notes.warning(
                        at.index(position).field("check"),
                        quoted(check) + " names no check, so nothing is evidence for the control by it",
                        Nearest.to(check, Checks.words())
                                .map("Write %s."::formatted)
                                .orElse("Write the name of a check, such as rbac-cluster-admin."));
            }
        }
    }
}
