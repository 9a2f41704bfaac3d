package io.kspec.lifecycle.crd.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.object.schema.CompiledSchema;
import java.util.Optional;

/// One version of a CustomResourceDefinition, as far as objects feel it.
///
/// @param name              such as `v1`
/// @param schema            compiled
/// @param statusSubresource whether the status is written through `/status` alone
public record VersionSchema(String name, CompiledSchema schema, boolean statusSubresource) {

    /// Of an entry of `spec.versions` of `apiextensions.k8s.io/v1`
    public static VersionSchema of(JsonNode version) {
        return new VersionSchema(
                version.path("name").asText(""),
                CompiledSchema.of(version.path("schema").path("openAPIV3Schema")),
                version.path("subresources").has("status"));
    }

    /// Empty when the definition has no version of that name.
    ///
    /// @param definition a whole CustomResourceDefinition of `apiextensions.k8s.io/v1`
    public static Optional<VersionSchema> of(JsonNode definition, String name) {
        return definition
                .path("spec")
                .path("versions")
                .valueStream()
                .filter(version -> version.path("name").asText("").equals(name))
                .map(VersionSchema::of)
                .findFirst();
    }
}
