package io.kspec.server.crd;

import io.kspec.core.digest.Sha256;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.version.SemanticVersion;
import io.kspec.server.crd.StoredCrd.Approval;
import io.kspec.server.crd.StoredCrd.Named;
import io.kspec.server.crd.StoredCrd.Standing;
import io.kspec.server.crd.StoredCrd.Status;
import io.kspec.server.web.Demands;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads a request to store a schema: what a whole definition says itself must agree with what is said beside it.
final class StoredSchema {
    private StoredSchema() {}

    /// Refused with every field that is wrong.
    static StoredCrd wanted(CrdRequest.Store request, Instant now) {
        SchemaText schema = SchemaText.read("schemaDefinition", request.schemaDefinition());
        Optional<Crd> definition = schema.definition("schemaDefinition");
        var demands = new Demands();
        var named = new Named(
                agreed(demands, "name", request.name(), definition.map(Crd::name)),
                agreed(demands, "group", request.group(), definition.map(Crd::group)),
                agreed(demands, "scope", request.scope(), definition.map(Crd::scope)),
                agreed(demands, "operatorName", request.operatorName(), Optional.empty()),
                agreed(demands, "operatorVersion", request.operatorVersion(), Optional.empty()));
        demands.demand(
                request.operatorVersion().isEmpty()
                        || SemanticVersion.parse(named.operatorVersion()).isPresent(),
                "operatorVersion",
                "is no semantic version such as 1.2.3");
        List<String> versions = definition
                .map(crd -> crd.versions().stream().map(CrdVersion::name).toList())
                .or(request::versions)
                .orElse(List.of());
        demands.demand(!versions.isEmpty(), "versions", "is required beside the schema of one version");
        demands.done();
        return new StoredCrd(
                UUID.randomUUID(),
                named,
                versions,
                schema.text(),
                request.schemaVersion().orElse("1.0"),
                Sha256.of(schema.text()),
                new Standing(
                        Status.Active,
                        Approval.NotRequired,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        "",
                        now));
    }

    private static String agreed(Demands demands, String field, Optional<String> given, Optional<String> read) {
        demands.demand(given.isPresent() || read.isPresent(), field, "is required");
        demands.demand(
                given.isEmpty() || read.isEmpty() || given.equals(read),
                field,
                "is %s in the definition".formatted(read.orElse("")));
        return read.or(() -> given).orElse("");
    }
}
