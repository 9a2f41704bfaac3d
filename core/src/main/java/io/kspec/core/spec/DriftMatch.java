package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Size;
import io.kspec.core.report.DriftSeverity;
import org.jspecify.annotations.Nullable;

/// Which drift a strategy is for: all that is set must hold.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DriftMatch(
        @JsonPropertyDescription("Kind of the object, for example ValidatingAdmissionPolicy.") @Size(max = 63) @Nullable
        String kind,

        @JsonPropertyDescription("Severity of the drift.") @SchemaFrom(type = DriftSeverity.class) @Nullable
        DriftSeverity severity,

        @JsonPropertyDescription("Namespace of the object.") @Size(max = 63) @Nullable
        String namespace) {}
