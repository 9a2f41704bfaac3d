package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import org.jspecify.annotations.Nullable;

/// How admission asks kspec.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WebhooksSpec(
        @JsonPropertyDescription(
                "False means that admission does not ask kspec for this specification. Unset means " + "true.")
        @Nullable
        Boolean enabled,

        @JsonPropertyDescription("What the API server does when kspec does not answer: Fail refuses, Ignore admits. "
                + "Unset means Fail in mode enforce, else Ignore.")
        @Nullable
        FailurePolicy failurePolicy,

        @JsonPropertyDescription(
                "How long the API server waits for kspec, in seconds. Above 10 reads as 10; unset " + "means 10.")
        @Min(1)
        @Max(30)
        @Nullable
        Integer timeoutSeconds,

        @JsonPropertyDescription("What mode enforce does with a Deployment or other workload whose pods would be "
                + "refused: Deny, or only Warn. Unset means Warn.")
        @Nullable
        TemplateAction templates,

        @JsonPropertyDescription(
                "Which issuer of cert-manager issues the serving certificate. Unset means an authority of "
                        + "kspec's own.")
        @Nullable
        WebhookCertificate certificate) {}
