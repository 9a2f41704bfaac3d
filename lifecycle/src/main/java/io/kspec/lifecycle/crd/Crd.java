package io.kspec.lifecycle.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kspec.core.failure.Failure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/// A CustomResourceDefinition as it was written or as a cluster answers it: a view over its JSON that nobody changes.
///
/// Reads `apiextensions.k8s.io/v1`. A manifest in `v1beta1` is read as far as it is alike, so that it can be refused
/// by name.
public final class Crd {
    private static final String KIND = "CustomResourceDefinition";
    private static final String GROUP = "apiextensions.k8s.io/";

    private final JsonNode json;
    private final CrdNames names;
    private final List<CrdVersion> versions;

    private Crd(JsonNode json, List<CrdVersion> versions) {
        this.json = json;
        this.names = CrdNames.of(json.path("spec").path("names"));
        this.versions = List.copyOf(versions);
    }

    /// Reads one object. Never throws.
    public static CrdResult parse(JsonNode json) {
        String name = json.path("metadata").path("name").asText("");
        if (!isCrd(json)) {
            return unreadable("this is no CustomResourceDefinition", name, "Give a CustomResourceDefinition.");
        }
        if (name.isEmpty()) {
            return unreadable("the definition has no name", "metadata.name", "Name it plural.group.");
        }
        JsonNode versions = json.path("spec").path("versions");
        if (!versions.isArray() && !json.path("spec").path("version").isTextual()) {
            return unreadable("the definition has no versions", name + ": spec.versions", "Give at least one version.");
        }
        for (JsonNode version : versions) {
            if (!version.path("name").isTextual()) {
                return unreadable("a version has no name", name + ": spec.versions", "Name every version.");
            }
        }
        return new CrdResult.Parsed(new Crd(json, versionsOf(json.path("spec"))));
    }

    /// Whether an object says that it is a CustomResourceDefinition, of whatever version.
    public static boolean isCrd(JsonNode json) {
        return json.path("kind").asText("").equals(KIND)
                && json.path("apiVersion").asText("").startsWith(GROUP);
    }

    private static CrdResult unreadable(String what, String where, String remedy) {
        return new CrdResult.Unreadable(new Failure.Malformed(what, where.isEmpty() ? "the document" : where, remedy));
    }

    /// In `v1beta1` a single `version` and one schema for all were possible.
    private static List<CrdVersion> versionsOf(JsonNode spec) {
        if (spec.path("versions").isArray()) {
            return StreamSupport.stream(spec.path("versions").spliterator(), false)
                    .map(version -> new CrdVersion(version.path("name").asText(), version))
                    .toList();
        }
        String name = spec.path("version").asText("");
        var only = JsonNodeFactory.instance.objectNode();
        only.put("name", name).put("served", true).put("storage", true);
        only.putObject("schema").set("openAPIV3Schema", spec.path("validation").path("openAPIV3Schema"));
        return List.of(new CrdVersion(name, only));
    }

    /// The same definition as if it had this status: what would be live after it was applied.
    Crd withStoredVersions(Set<String> stored) {
        var copy = JsonNodeFactory.instance.objectNode();
        json.properties().forEach(field -> copy.set(field.getKey(), field.getValue()));
        var list = copy.putObject("status").putArray("storedVersions");
        stored.forEach(list::add);
        return new Crd(copy, versions);
    }

    /// The whole document; do not change it.
    public JsonNode json() {
        return json;
    }

    public JsonNode spec() {
        return json.path("spec");
    }

    public String apiVersion() {
        return json.path("apiVersion").asText("");
    }

    /// `plural.group`.
    public String name() {
        return json.path("metadata").path("name").asText("");
    }

    public String group() {
        return spec().path("group").asText("");
    }

    /// `Namespaced` or `Cluster`.
    public String scope() {
        return spec().path("scope").asText("");
    }

    public CrdNames names() {
        return names;
    }

    /// In the order of the document.
    public List<CrdVersion> versions() {
        return versions;
    }

    public Optional<CrdVersion> version(String name) {
        return versions.stream().filter(version -> version.name().equals(name)).findFirst();
    }

    /// The version that objects are written in; empty in a definition that no API server would take.
    public Optional<CrdVersion> storage() {
        return versions.stream().filter(CrdVersion::storage).findFirst();
    }

    public Conversion conversion() {
        return new Conversion(spec().path("conversion"));
    }

    /// The value of an annotation; empty when it is not set.
    public Optional<String> annotation(String key) {
        return Optional.of(json.path("metadata").path("annotations").path(key))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /// The value of a label; empty when it is not set.
    public Optional<String> label(String key) {
        return Optional.of(json.path("metadata").path("labels").path(key))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    /// Whether the document tells which versions objects are stored in; a manifest does not.
    public boolean hasStoredVersions() {
        return !json.path("status").path("storedVersions").isEmpty();
    }

    /// The versions in which objects may be stored; without a status the storage version is assumed.
    public Set<String> storedVersions() {
        return hasStoredVersions()
                ? new LinkedHashSet<>(Texts.of(json.path("status").path("storedVersions")))
                : storage().map(CrdVersion::name).map(Set::of).orElse(Set.of());
    }

    /// Empty in a manifest.
    public Optional<String> resourceVersion() {
        return Optional.of(json.path("metadata").path("resourceVersion").asText(""))
                .filter(text -> !text.isEmpty());
    }

    /// 0 in a manifest.
    public long generation() {
        return json.path("metadata").path("generation").asLong(0);
    }

    /// A condition's status, `True`, `False` or `Unknown`; empty when the condition is not there.
    public Optional<String> condition(String type) {
        for (JsonNode condition : json.path("status").path("conditions")) {
            if (condition.path("type").asText("").equals(type)) {
                return Optional.of(condition.path("status").asText(""));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name();
    }
}
