package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// A key of a Secret in the same namespace.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SecretRef(
        @JsonPropertyDescription("Name of the Secret.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
        @Nullable
        String name,

        @JsonPropertyDescription("Namespace of the Secret; must be that of the object itself.")
        @Size(max = 63)
        @Nullable
        String namespace,

        @JsonPropertyDescription("Key in the Secret.") @Size(max = 253) @Pattern("^[-._a-zA-Z0-9]+$") @Nullable
        String key) {}
