package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// At least `minCount` configurations whose name matches the regular expression `namePattern`.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RequiredConfiguration(
        @JsonPropertyDescription("Kind of the webhook configuration.") @Required @Nullable
        AdmissionConfigurationKind type,

        @JsonPropertyDescription("Regular expression that the whole name must match, for example kyverno-.*")
        @Required
        @Size(min = 1, max = 512)
        @Nullable
        String namePattern,

        @JsonPropertyDescription("How many of them there must be at least.") @Required @Min(0) @Max(1000) @Nullable
        Integer minCount) {}
