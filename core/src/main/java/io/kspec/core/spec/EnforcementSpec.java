package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Whether violations are recorded, warned about or refused, and from when.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EnforcementSpec(
        @Nullable Boolean enabled,
        @Nullable Mode mode,
        @Nullable Boolean autoRemediate,
        @Nullable NativePolicyAction nativePolicies,
        @Nullable String enforceFrom,
        @Nullable LabelSelector canaryNamespaces) {}
