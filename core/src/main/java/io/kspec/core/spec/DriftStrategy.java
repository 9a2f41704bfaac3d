package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import org.jspecify.annotations.Nullable;

/// What is done about the drift that matches.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DriftStrategy(
        @JsonPropertyDescription("Which drift; everything when unset.") @Nullable
        DriftMatch match,

        @JsonPropertyDescription("repair puts it back, approve waits for somebody to annotate the object with "
                + "kspec.io/approve-repair, report only tells, ignore does not even do that.")
        @Required
        DriftAction action) {}
