package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where images may come from and how they are named.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImagesSpec(
        List<String> allowedRegistries,
        List<String> blockedRegistries,
        @Nullable Boolean requireDigests,
        @Nullable Boolean requireSignatures,
        @Nullable Boolean disallowLatestTag) {
    public ImagesSpec {
        allowedRegistries = allowedRegistries == null ? List.of() : List.copyOf(allowedRegistries);
        blockedRegistries = blockedRegistries == null ? List.of() : List.copyOf(blockedRegistries);
    }
}
