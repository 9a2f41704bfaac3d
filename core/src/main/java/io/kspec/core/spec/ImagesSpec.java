package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where images may come from and how they are named.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ImagesSpec(
        @JsonPropertyDescription(
                "Registries that images may come from: host, *.host, host/path or host/path/*. Empty " + "means any.")
        @Size(max = 500)
        List<@Size(min = 1, max = 512) String> allowedRegistries,

        @JsonPropertyDescription(
                "Registries that images may not come from, in the same forms; wins over " + "allowedRegistries.")
        @Size(max = 500)
        List<@Size(min = 1, max = 512) String> blockedRegistries,

        @JsonPropertyDescription("Images must be named by digest (@sha256:...). Unset means false.") @Nullable
        Boolean requireDigests,

        @JsonPropertyDescription("Images must be signed. Unset means false.") @Nullable
        Boolean requireSignatures,

        @JsonPropertyDescription(
                "Images may not use the tag latest, nor no tag at all, unless named by digest. Unset " + "means false.")
        @Nullable
        Boolean disallowLatestTag) {
    public ImagesSpec {
        allowedRegistries = allowedRegistries == null ? List.of() : List.copyOf(allowedRegistries);
        blockedRegistries = blockedRegistries == null ? List.of() : List.copyOf(blockedRegistries);
    }
}
