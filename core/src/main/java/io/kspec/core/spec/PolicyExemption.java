package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An approved, expiring pardon.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.reason) && self.reason.size() >= 10 && has(self.approver) && self.approver.size() > 0",
        message = "an exemption needs a reason of at least 10 characters and an approver")
public record PolicyExemption(
        @JsonPropertyDescription("Name of the exemption, as it stands in reports.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @Nullable
        String name,

        @JsonPropertyDescription("Why the violation is tolerated; at least ten characters.") @Size(max = 1024) @Nullable
        String reason,

        @JsonPropertyDescription("Who approved it.") @Size(max = 253) @Nullable
        String approver,

        @JsonPropertyDescription("When it ends. RFC 3339; unset means never.") @Size(max = 64) @Nullable
        String expiresAt,

        @JsonPropertyDescription("Namespaces it holds in, by name or with * for any characters. Empty means all.")
        @Size(max = 100)
        List<@Size(min = 1, max = 63) @Pattern("^[a-z0-9*]([-a-z0-9*]*[a-z0-9*])?$") String> namespaces,

        @JsonPropertyDescription("Objects it holds for. Empty means all in its namespaces.") @Size(max = 100)
        List<ExemptedResource> resources,

        @JsonPropertyDescription("Checks it holds for, by id. Empty means all.") @Size(max = 100)
        List<@Size(min = 1, max = 253) String> checks) {
    public PolicyExemption {
        namespaces = namespaces == null ? List.of() : List.copyOf(namespaces);
        resources = resources == null ? List.of() : List.copyOf(resources);
        checks = checks == null ? List.of() : List.copyOf(checks);
    }
}
