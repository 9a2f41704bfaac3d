package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An approved, expiring pardon.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PolicyExemption(
        @Nullable String name,
        @Nullable String reason,
        @Nullable String approver,
        @Nullable String expiresAt,
        List<String> namespaces,
        List<ExemptedResource> resources,
        List<String> checks) {
    public PolicyExemption {
        namespaces = namespaces == null ? List.of() : List.copyOf(namespaces);
        resources = resources == null ? List.of() : List.copyOf(resources);
        checks = checks == null ? List.of() : List.copyOf(checks);
    }
}
