package io.kspec.core.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The namespaces that a specification speaks of; exclude wins over include.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NamespaceScope(
        @JsonPropertyDescription("Namespaces to judge, by name or with * for any characters. Empty means all.")
        @Size(max = 500)
        List<@Size(min = 1, max = 63) @Pattern("^[a-z0-9*]([-a-z0-9*]*[a-z0-9*])?$") String> includeNamespaces,

        @JsonPropertyDescription(
                "Namespaces to leave out, by name or with * for any characters; wins over " + "includeNamespaces.")
        @Size(max = 500)
        List<@Size(min = 1, max = 63) @Pattern("^[a-z0-9*]([-a-z0-9*]*[a-z0-9*])?$") String> excludeNamespaces,

        @JsonPropertyDescription("Labels that a namespace must carry besides being included.") @Nullable
        LabelSelector namespaceSelector) {
    public NamespaceScope {
        includeNamespaces = includeNamespaces == null ? List.of() : List.copyOf(includeNamespaces);
        excludeNamespaces = excludeNamespaces == null ? List.of() : List.copyOf(excludeNamespaces);
    }
}
