package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What every pod must and must not be.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WorkloadsSpec(
        @Nullable ContainersSpec containers,
        @Nullable ImagesSpec images,
        @Nullable MetadataSpec metadata) {}
