package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Admission controllers that must be present.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdmissionSpec(
        @Nullable Boolean requireKyverno,
        @Nullable Boolean requirePolicyReports,
        List<RequiredConfiguration> required,
        @Nullable PoliciesSpec policies) {
    public AdmissionSpec {
        required = required == null ? List.of() : List.copyOf(required);
    }
}
