package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/// How often one object is put back.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DriftRateLimit(
        @JsonPropertyDescription(
                "Repairs of one object within ten minutes that are made at once; each further one waits "
                        + "twice as long as the one before, a minute at most. Unset means 3.")
        @Min(1)
        @Max(10000)
        @Nullable
        Integer burst) {}
