package io.kspec.lifecycle.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// One entry of `spec.versions`.
///
/// @param json the entry as it stands in the definition; never changed by anyone
public record CrdVersion(String name, JsonNode json) {
    /// Whether the API server answers requests for this version.
    public boolean served() {
        return json.path("served").asBoolean(false);
    }

    /// Whether objects are written to the store in this version.
    public boolean storage() {
        return json.path("storage").asBoolean(false);
    }

    public boolean deprecated() {
        return json.path("deprecated").asBoolean(false);
    }

    /// `schema.openAPIV3Schema`; empty when the version has none.
    public Optional<JsonNode> schema() {
        return Optional.of(json.path("schema").path("openAPIV3Schema")).filter(JsonNode::isObject);
    }

    /// Whether `/status` is a request of its own.
    public boolean hasStatus() {
        return json.path("subresources").path("status").isObject();
    }

    /// The paths of `/scale`; empty when there is no such request.
    public Optional<JsonNode> scale() {
        return Optional.of(json.path("subresources").path("scale")).filter(JsonNode::isObject);
    }

    public JsonNode printerColumns() {
        return json.path("additionalPrinterColumns");
    }

    public JsonNode selectableFields() {
        return json.path("selectableFields");
    }
}
