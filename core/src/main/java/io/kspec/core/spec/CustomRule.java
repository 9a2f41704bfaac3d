package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.kspec.core.verdict.Severity;
import org.jspecify.annotations.Nullable;

/// A rule of the user's own, in CEL over `object`.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CustomRule(
        @JsonPropertyDescription("Name of the rule, as it stands in reports.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @Nullable
        String name,

        @JsonPropertyDescription("CEL expression over object that is true when the object is compliant.")
        @Required
        @Size(min = 1, max = 10240)
        @Nullable
        String expression,

        @JsonPropertyDescription("Objects that the rule judges. Unset means all workloads.") @Nullable
        RuleMatch match,

        @JsonPropertyDescription("How bad a violation is. Unset means Medium.")
        @SchemaFrom(type = Severity.class)
        @Size(max = 16)
        @Nullable
        String severity,

        @JsonPropertyDescription("What a violation says: what is wrong and how to put it right.")
        @Size(max = 1024)
        @Nullable
        String message,

        @JsonPropertyDescription("CEL expression that makes the message; wins over message.")
        @Size(max = 10240)
        @Nullable
        String messageExpression) {}
