package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// At least `minCount` configurations whose name matches the regular expression `namePattern`.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RequiredConfiguration(
        @Nullable AdmissionConfigurationKind type,
        @Nullable String namePattern,
        @Nullable Integer minCount) {}
