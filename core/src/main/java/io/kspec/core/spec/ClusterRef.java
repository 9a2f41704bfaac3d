package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Names the ClusterTarget that is judged; absent means the cluster that kspec runs in.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ClusterRef(@Nullable String name, @Nullable String namespace) {}
