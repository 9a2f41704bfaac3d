package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/// What pods must be beyond the Pod Security Standards, where a single field of a container cannot say it.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodsSpec(
        @JsonPropertyDescription("Containers and init containers must have a read-only root file system; ephemeral "
                + "containers and Windows pods need not. Unset means false.")
        @Nullable
        Boolean requireReadOnlyRootFilesystem,

        @JsonPropertyDescription("Pods must set automountServiceAccountToken to false themselves, whatever their "
                + "service account says. Unset means false.")
        @Nullable
        Boolean disallowServiceAccountTokens,

        @JsonPropertyDescription("Containers may not open ports on their node, in any namespace. Unset means false.")
        @Nullable
        Boolean disallowHostPorts,

        @JsonPropertyDescription("Environment variables may not be filled from secrets. Unset means false.") @Nullable
        Boolean disallowSecretsInEnv,

        @JsonPropertyDescription("Paths of the node that pods may mount read-only. Unset means not checked.") @Nullable
        HostPathsSpec hostPaths) {}
