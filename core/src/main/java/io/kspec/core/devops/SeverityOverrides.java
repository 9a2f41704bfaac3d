package io.kspec.core.devops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The severity of violations, check by check, where it shall not be the usual one.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SeverityOverrides(
        @JsonPropertyDescription("Severity of an image with the tag latest. Unset means high.") @Nullable
        ViolationSeverity latestTag,

        @JsonPropertyDescription("Severity of a missing liveness probe. Unset means medium.") @Nullable
        ViolationSeverity missingLiveness,

        @JsonPropertyDescription("Severity of a missing readiness probe. Unset means low.") @Nullable
        ViolationSeverity missingReadiness,

        @JsonPropertyDescription("Severity of too many restarts. Unset means critical.") @Nullable
        ViolationSeverity highRestarts,

        @JsonPropertyDescription("Severity of a pod that stays Pending too long. Unset means medium.") @Nullable
        ViolationSeverity pending) {
    static final SeverityOverrides NONE = new SeverityOverrides(null, null, null, null, null);

    /// Empty when the check keeps its usual severity.
    Optional<ViolationSeverity> of(DevOpsCheck check) {
        return Optional.ofNullable(
                switch (check) {
                    case LATEST_TAG -> latestTag;
                    case MISSING_LIVENESS -> missingLiveness;
                    case MISSING_READINESS -> missingReadiness;
                    case HIGH_RESTARTS -> highRestarts;
                    case PENDING -> pending;
                });
    }
}
