package io.kspec.server.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// The bodies of POSTs.
public final class CrdRequest {
    private CrdRequest() {}

    /// Stores a schema. What a whole definition says itself may be left out, and must agree when it is given.
    ///
    /// @param schemaDefinition JSON, as a tree or as a text
    public record Store(
            Optional<String> name,
            Optional<String> group,
            Optional<List<String>> versions,
            Optional<String> scope,
            Optional<String> operatorName,
            Optional<String> operatorVersion,
            Optional<JsonNode> schemaDefinition,
            Optional<String> schemaVersion) {}

    /// Asks what a schema would change; stores nothing.
    public record Validate(Optional<JsonNode> newSchemaDefinition, Optional<String> newOperatorVersion) {}

    /// Consents.
    public record Approve(Optional<String> notes, Optional<String> operatorVersion) {}

    /// Says that a definition should no longer be used.
    public record Deprecate(Optional<String> reason, Optional<String> migrationGuide) {}
}
