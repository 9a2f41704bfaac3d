package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Admission controllers that must be present.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdmissionSpec(
        @JsonPropertyDescription("Kyverno must be installed and its admission controller ready. Unset means false.")
        @Nullable
        Boolean requireKyverno,

        @JsonPropertyDescription("The policy report API must be served, so that other tools can publish their "
                + "findings. Unset means false.")
        @Nullable
        Boolean requirePolicyReports,

        @JsonPropertyDescription("Webhook configurations that must exist, counted by name pattern.") @Size(max = 100)
        List<RequiredConfiguration> required,

        @JsonPropertyDescription("Kyverno policies that must exist and be ready.") @Nullable
        PoliciesSpec policies) {
    public AdmissionSpec {
        required = required == null ? List.of() : List.copyOf(required);
    }
}
