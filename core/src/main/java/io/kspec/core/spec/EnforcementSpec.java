package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// Whether violations are recorded, warned about or refused, and from when.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EnforcementSpec(
        @JsonPropertyDescription("False means mode monitor whatever mode says. Unset means true.") @Nullable
        Boolean enabled,

        @JsonPropertyDescription("What happens to violations: monitor records them, audit also warns, enforce refuses "
                + "them. Unset means monitor.")
        @Nullable
        Mode mode,

        @JsonPropertyDescription("Put policies back that were changed or deleted; in mode enforce only. Unset means "
                + "true, false means report only.")
        @Nullable
        Boolean autoRemediate,

        @JsonPropertyDescription("What generated ValidatingAdmissionPolicies do with a violation: Deny, Audit, or "
                + "\"Off\" (in quotes) for none at all. Unset means Audit beside a webhook that fails closed, "
                + "else Deny.")
        @Nullable
        NativePolicyAction nativePolicies,

        @JsonPropertyDescription("From when mode enforce refuses; before it only warns. RFC 3339.")
        @Size(max = 64)
        @Nullable
        String enforceFrom,

        @JsonPropertyDescription("Namespaces in which mode enforce refuses already; elsewhere it only warns.") @Nullable
        LabelSelector canaryNamespaces) {}
