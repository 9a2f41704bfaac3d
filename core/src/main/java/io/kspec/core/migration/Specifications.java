package io.kspec.core.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.document.Document;
import io.kspec.core.spec.ClusterSpec;
import io.kspec.core.validation.SpecProblem;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A ClusterSpecification of the older file format, or one that an older operator kept.
final class Specifications {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath NAME = FieldPath.of("metadata.name");
    private static final FieldPath ENFORCEMENT = SPEC.field("enforcement");
    private static final FieldPath MODE = ENFORCEMENT.field("mode");
    private static final String MONITOR = "monitor";

    /// All that the file format had.
    private static final Set<String> SECTIONS = Set.of(
            "kubernetes", "podSecurity", "network", "workloads", "rbac", "admission", "observability", "compliance");

    private Specifications() {}

    static Migrated file(Document document) {
        return migrate(document, true);
    }

    static Migrated stored(Document document) {
        return migrate(document, false);
    }

    private static Migrated migrate(Document document, boolean file) {
        String name = document.json().path("metadata").path("name").asText("");
        if (Words.dnsName(name).isEmpty()) {
            return Migration.refused(
                    document,
                    NAME.dotted(),
                    name.isEmpty() ? "it has no name" : "\"%s\" may not name an object".formatted(name),
                    "Write lower-case letters, digits, - and ., for example production-cluster.");
        }
        if (!document.json().path("spec").isObject()) {
            return Migration.refused(document, "spec", "it is no object", "Write what the cluster must be.");
        }
        var draft = new Draft(document);
        if (file) {
            onlySections(draft);
            Head.ofFile(draft);
        } else {
            Head.ofStored(draft, false);
        }
        Sections.rewrite(draft);
        mode(draft);
        Remainder.unknown(draft, ClusterSpec.class);
        List<SpecProblem> refused = Remainder.settle(draft);
        if (!refused.isEmpty()) {
            return new Migrated.Refused(document, refused);
        }
        order(draft);
        return new Migrated.Rewritten(document, Head.ordered(draft), draft.account(), advice(draft));
    }

    private static void onlySections(Draft draft) {
        for (String section : Words.keys(draft.at(SPEC))) {
            if (!SECTIONS.contains(section)) {
                draft.lost(SPEC.field(section), "the older reader never looked at it");
            }
        }
    }

    private static void mode(Draft draft) {
        JsonNode enforcement = draft.at(ENFORCEMENT);
        if (!enforcement.isObject()) {
            if (!enforcement.isMissingNode()) {
                draft.overruled(ENFORCEMENT, "it is no object");
            }
            draft.set(ENFORCEMENT, JsonNodeFactory.instance.objectNode());
        }
        JsonNode mode = draft.at(MODE);
        if (mode.isMissingNode()) {
            draft.defaulted(MODE, "migration never turns blocking or repair on");
        } else if (!mode.asText("").equals(MONITOR)) {
            draft.overruled(MODE, "was %s: migration never turns blocking or repair on".formatted(mode));
        }
        draft.set(MODE, JsonNodeFactory.instance.textNode(MONITOR));
    }

    /// The version and the mode first: they say what the rest is.
    private static void order(Draft draft) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        for (String first : List.of("version", "enforcement")) {
            if (draft.at(SPEC).has(first)) {
                ordered.set(first, draft.at(SPEC).path(first));
            }
        }
        for (Map.Entry<String, JsonNode> field : draft.at(SPEC).properties()) {
            ordered.set(field.getKey(), field.getValue());
        }
        draft.set(SPEC, ordered);
    }

    private static List<String> advice(Draft draft) {
        String name = draft.at(NAME).asText();
        boolean off = !draft.at(ENFORCEMENT.field("enabled")).asBoolean(true);
        var advice = new ArrayList<String>();
        advice.add("%s records and refuses nothing. What would make it refuse and repair, once its reports look right: "
                        .formatted(name)
                + "kubectl patch clusterspec %s --type=merge -p '{\"spec\":{\"enforcement\":{%s\"mode\":\"enforce\"}}}'"
                        .formatted(name, off ? "\"enabled\":true," : ""));
        return advice;
    }
}
