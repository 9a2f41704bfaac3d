package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
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

        @JsonPropertyDescription("From when mode enforce refuses everywhere; before it only warns outside of "
                + "canaryNamespaces. RFC 3339.")
        @Size(max = 64)
        @Nullable
        String enforceFrom,

        @JsonPropertyDescription("Namespaces in which mode enforce refuses already; elsewhere it only warns until "
                + "enforceFrom, or for good when that is unset.")
        @Nullable
        LabelSelector canaryNamespaces,

        @JsonPropertyDescription("Rules that are held in a milder mode than the specification. Of several entries "
                + "about one rule the strictest decides.")
        @Size(max = 200)
        List<RuleMode> rules) {
    public EnforcementSpec {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }
}
