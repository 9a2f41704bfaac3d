package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// A namespace that must carry another level instead.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodSecurityExemption(
        @JsonPropertyDescription("Name of the namespace.")
        @Required
        @Size(min = 1, max = 63)
        @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
        @Nullable
        String namespace,

        @JsonPropertyDescription("Level that this namespace must carry instead.") @Required @Nullable
        PodSecurityLevel level,

        @JsonPropertyDescription("Why this namespace is exempt.") @Required @Size(min = 1, max = 1024) @Nullable
        String reason,

        @JsonPropertyDescription("Who approved the exemption.") @Size(max = 253) @Nullable
        String approver,

        @JsonPropertyDescription("When the exemption ends. RFC 3339; unset means never.") @Size(max = 64) @Nullable
        String expiresAt) {}
