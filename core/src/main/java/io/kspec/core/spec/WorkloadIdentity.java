package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// A projected service account token.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WorkloadIdentity(
        @JsonPropertyDescription("Audience of the token. Unset means the address of the API server.")
        @Size(max = 2048)
        @Nullable
        String audience) {}
