package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// The specification that a report is about, with its own version.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClusterSpecRef(String name, @Nullable String version) {}
