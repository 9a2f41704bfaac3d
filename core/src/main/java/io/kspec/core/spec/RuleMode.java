package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/// How some rules are held otherwise than their specification: more mildly, or by changing what runs.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RuleMode(
        @JsonPropertyDescription("Check, rule or instance of a rule, for example images-are-named-by-digest or "
                + "container-field-is-set[securityContext.runAsNonRoot].")
        @Required
        @Size(min = 1, max = 253)
        @Nullable
        String rule,

        @JsonPropertyDescription(
                "What happens to violations of it; never stricter than the mode of the " + "specification.")
        @Required
        @Nullable
        Mode mode,

        @JsonPropertyDescription(
                "Also change running Deployments, StatefulSets, DaemonSets and CronJobs that break it, "
                        + "where there is one safe answer; in mode enforce only. False in any entry about a rule wins. Unset "
                        + "means false.")
        @Nullable
        Boolean remediate,

        @JsonPropertyDescription("Also change those that Helm, Argo CD or Flux keep, which may take it back. Unset "
                + "means false: the change is suggested.")
        @Nullable
        Boolean remediateManaged) {}
