package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.kspec.core.verdict.Severity;
import org.jspecify.annotations.Nullable;

/// One rule in a report. `details` is evidence of any shape, capped; `detailsLeftOut` counts what was cut.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportResult(
        @JsonPropertyDescription("Id of the check, for example pod-security-standards.")
        @Required
        @Size(min = 1, max = 253)
        String name,

        @JsonPropertyDescription("The demand inside the check, for example "
                + "required-container-fields-are-set[securityContext.runAsNonRoot].")
        @Size(max = 512)
        @Nullable
        String rule,

        @JsonPropertyDescription("Section of the specification that the check belongs to: kubernetes, podSecurity, "
                + "network, workloads, rbac, admission, observability or compliance.")
        @Required
        @Size(min = 1, max = 63)
        String category,

        @JsonPropertyDescription("What the check came to. Manual needs a person, NotEvaluated could not be asked, Skip "
                + "was not asked; Error stands only in old reports.")
        @Required
        @Size(max = 16)
        String status,

        @JsonPropertyDescription("How bad a failure of this check is; the same on pass.")
        @Required
        @SchemaFrom(type = Severity.class)
        @Size(max = 16)
        String severity,

        @JsonPropertyDescription(
                "The mode that this rule is held in, where it is milder than that of the " + "specification.")
        @Size(max = 16)
        @Nullable
        String mode,

        @JsonPropertyDescription("What was found, as a sentence.") @Size(max = 4096) @Nullable
        String message,

        @JsonPropertyDescription("Evidence, of any shape, for example the namespaces or bindings at fault; capped.")
        @PreserveUnknownFields
        @io.fabric8.generator.annotation.Nullable
        @Nullable
        JsonNode details,

        @JsonPropertyDescription("How many entries were cut from details.") @Min(0) @Nullable
        Integer detailsLeftOut) {}
