package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/// Amounts of resources that containers must name.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ResourcesSpec(
        @JsonPropertyDescription("Resources, for example cpu or memory, of which containers and init containers must "
                + "request more than nothing. A limit is a request, as is an amount of the whole pod.")
        @Size(max = 20)
        List<
                        @Size(min = 1, max = 317)
                        @Pattern("^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$") String>
                requests,

        @JsonPropertyDescription("Resources of which containers and init containers must limit their use. An amount of "
                + "the whole pod will do.")
        @Size(max = 20)
        List<
                        @Size(min = 1, max = 317)
                        @Pattern("^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$") String>
                limits) {
    public ResourcesSpec {
        requests = requests == null ? List.of() : List.copyOf(requests);
        limits = limits == null ? List.of() : List.copyOf(limits);
    }
}
