package io.kspec.core.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.Set;

/// Everything of an object but its spec.
final class Head {
    private static final FieldPath METADATA = FieldPath.of("metadata");
    private static final FieldPath NAME = METADATA.field("name");
    private static final FieldPath LABELS = METADATA.field("labels");
    private static final FieldPath ANNOTATIONS = METADATA.field("annotations");
    private static final String ORIGINAL_NAME = "kspec.io/original-name";
    private static final String DESCRIPTION = "kspec.io/description";
    private static final Set<String> PARTS = Set.of("apiVersion", "kind", "metadata", "spec");
    private static final Set<String> OF_SERVERS = Set.of(
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "deletionTimestamp",
            "deletionGracePeriodSeconds",
            "managedFields",
            "selfLink");
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String OURS = "kspec.io/finalizer";

    private Head() {}

    static void ofFile(Draft draft) {
        parts(draft);
        draft.carried(FieldPath.of("apiVersion"), "written as " + Migration.API_VERSION);
        draft.root().put("apiVersion", Migration.API_VERSION);
        strings(draft, ANNOTATIONS);
        name(draft);
        version(draft);
        description(draft);
        labels(draft);
        others(draft, Set.of("name", "labels", "annotations"), "the new format has no such field");
    }

    static void ofStored(Draft draft, boolean namespaced) {
        if (draft.root().has("status")) {
            draft.omitted(FieldPath.of("status"), "kspec writes it anew");
        }
        parts(draft);
        for (String field : OF_SERVERS) {
            if (draft.at(METADATA).has(field)) {
                draft.omitted(METADATA.field(field), "the API server writes it");
            }
        }
        finalizers(draft);
        FieldPath lastApplied = ANNOTATIONS.field(LAST_APPLIED);
        if (!draft.at(lastApplied).isMissingNode()) {
            draft.omitted(lastApplied, "kubectl writes it");
        }
        strings(draft, ANNOTATIONS);
        labels(draft);
        if (namespaced) {
            others(draft, Set.of("name", "namespace", "labels", "annotations"), "it speaks of the older object");
        } else {
            name(draft);
            others(draft, Set.of("name", "labels", "annotations"), "the kind has no such field");
        }
    }

    /// The parts in the order in which people write them, without empty maps.
    static ObjectNode ordered(Draft draft) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        ordered.set("apiVersion", draft.root().path("apiVersion"));
        ordered.set("kind", draft.root().path("kind"));
        ObjectNode metadata = ordered.putObject("metadata");
        for (String field : List.of("name", "namespace", "labels", "annotations")) {
            JsonNode value = draft.at(METADATA.field(field));
            if (value.isTextual() || !value.isEmpty()) {
                metadata.set(field, value);
            }
        }
        ordered.set("spec", draft.root().path("spec"));
        return ordered;
    }

    private static void parts(Draft draft) {
        for (String part : Words.keys(draft.root())) {
            if (!PARTS.contains(part)) {
                draft.lost(FieldPath.ROOT.field(part), "the new format has no such field");
            }
        }
    }

    private static void others(Draft draft, Set<String> known, String reason) {
        for (String field : Words.keys(draft.at(METADATA))) {
            if (!known.contains(field)) {
                draft.lost(METADATA.field(field), reason);
            }
        }
    }

    private static void finalizers(Draft draft) {
        FieldPath at = METADATA.field("finalizers");
        JsonNode finalizers = draft.at(at);
        if (finalizers.isArray()
                && finalizers.valueStream().allMatch(item -> item.asText("").equals(OURS))) {
            draft.omitted(at, "kspec writes its own");
        }
    }

    private static void name(Draft draft) {
        String name = draft.at(NAME).asText("");
        String sound = Words.dnsName(name);
        if (sound.equals(name)) {
            return;
        }
        draft.renamed(
                NAME, NAME, "\"%s\" may not name an object; the original stands in an annotation".formatted(name));
        draft.set(NAME, TextNode.valueOf(sound));
        annotations(draft).put(ORIGINAL_NAME, name);
    }

    private static void version(Draft draft) {
        FieldPath from = METADATA.field("version");
        JsonNode version = draft.at(from);
        if (version.isMissingNode() || draft.object(FieldPath.of("spec")).isEmpty()) {
            return;
        }
        FieldPath to = FieldPath.of("spec.version");
        Words.semanticVersion(version.asText(""))
                .ifPresentOrElse(
                        sound -> {
                            if (sound.equals(version.asText(""))) {
                                draft.carried(from, to, "");
                            } else {
                                draft.renamed(from, to, "written as %s".formatted(sound));
                            }
                            draft.set(to, TextNode.valueOf(sound));
                            draft.remove(from);
                        },
                        () -> draft.lost(from, "%s is no major.minor.patch".formatted(version)));
    }

    private static void description(Draft draft) {
        FieldPath from = METADATA.field("description");
        JsonNode description = draft.at(from);
        if (description.isMissingNode()) {
            return;
        }
        if (!description.isValueNode() || description.isNull()) {
            draft.lost(from, "it is no text");
            return;
        }
        if (draft.at(ANNOTATIONS).has(DESCRIPTION)) {
            draft.lost(from, "the annotation %s stands there already".formatted(DESCRIPTION));
            return;
        }
        draft.carried(from, ANNOTATIONS.field(DESCRIPTION), description.isTextual() ? "" : "written as text");
        annotations(draft).put(DESCRIPTION, description.asText());
        draft.remove(from);
    }

    /// Names with texts; a scalar is read as text, as the older reader did.
    private static void strings(Draft draft, FieldPath map) {
        if (draft.at(map).isNull()) {
            draft.omitted(map, "it is empty");
        } else if (!draft.at(map).isMissingNode() && draft.object(map).isEmpty()) {
            draft.lost(map, "it is no map of names with texts");
        }
        for (String key : Words.keys(draft.at(map))) {
            FieldPath at = map.field(key);
            JsonNode value = draft.at(at);
            if (!Words.isQualifiedName(key)) {
                draft.lost(at, "\"%s\" is no name that Kubernetes takes here".formatted(key));
            } else if (!value.isValueNode() || value.isNull()) {
                draft.lost(at, "it is no text");
            } else if (!value.isTextual()) {
                draft.carried(at, "written as text");
                draft.set(at, TextNode.valueOf(value.asText()));
            }
        }
    }

    private static void labels(Draft draft) {
        strings(draft, LABELS);
        for (String key : Words.keys(draft.at(LABELS))) {
            FieldPath at = LABELS.field(key);
            String value = draft.at(at).asText();
            if (Words.isLabelValue(value)) {
                continue;
            }
            if (draft.at(ANNOTATIONS).has(key)) {
                draft.lost(at, "it is no value of a label, and the annotation of that name is taken");
                continue;
            }
            draft.renamed(at, ANNOTATIONS.field(key), "it is no value of a label, so it became an annotation");
            draft.remove(at);
            annotations(draft).put(key, value);
        }
    }

    private static ObjectNode annotations(Draft draft) {
        return draft.object(ANNOTATIONS).orElseGet(() -> {
            ObjectNode made = JsonNodeFactory.instance.objectNode();
            draft.set(ANNOTATIONS, made);
            return made;
        });
    }
}
