package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A projected service account token.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WorkloadIdentity(@Nullable String audience) {}
