package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// The object that drifted.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DriftedResource(
        @Nullable String apiVersion,
        String kind,
        String name,
        @Nullable String namespace,
        @Nullable String uid) {}
