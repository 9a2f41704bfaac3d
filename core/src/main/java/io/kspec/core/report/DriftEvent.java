package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// One object that differs from what kspec holds it to be.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftEvent(
        @JsonPropertyDescription("What drifted: a Policy that kspec holds, an object against its rules (Compliance), "
                + "or another object of kspec (Configuration).")
        @Required
        DriftEventType type,

        @JsonPropertyDescription("How bad it is.") @Required DriftSeverity severity,

        @JsonPropertyDescription("The object that drifted.") @Required
        DriftedResource resource,

        @JsonPropertyDescription("How it drifted.") DriftType driftType,

        @JsonPropertyDescription("Id of the check that found it, on Compliance events.") @Size(max = 253) @Nullable
        String check,

        @JsonPropertyDescription("What was found, as a sentence.") @Size(max = 4096) @Nullable
        String message,

        @JsonPropertyDescription("As it should be: the whole object when it was deleted, else the fields that differ. "
                + "Secrets are masked.")
        @PreserveUnknownFields
        @io.fabric8.generator.annotation.Nullable
        @Nullable
        JsonNode expected,

        @JsonPropertyDescription("As it was found; null when the object is gone. Secrets are masked.")
        @PreserveUnknownFields
        @io.fabric8.generator.annotation.Nullable
        @Nullable
        JsonNode actual,

        @JsonPropertyDescription("Who changed it, as far as the API records it.") @Nullable
        ChangedBy changedBy,

        @JsonPropertyDescription("What was done about it before this report was written.")
        Remediation remediation) {}
