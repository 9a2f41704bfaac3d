package io.kspec.core.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// Who changed the object, as far as the API records it: the field manager and time of a change, nothing after a
/// deletion.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangedBy(
        @Nullable String manager,
        @Nullable String operation,
        @Nullable String time,
        @Nullable String note) {}
