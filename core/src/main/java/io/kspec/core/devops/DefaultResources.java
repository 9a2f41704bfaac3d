package io.kspec.core.devops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.kspec.core.subject.Quantity;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a container that says nothing of resources is given, all four values.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DefaultResources(
        @JsonPropertyDescription("CPU that the container is given for certain. Unset means 100m.")
        @Size(min = 1, max = 32)
        @Pattern(DefaultResources.POSITIVE)
        @Nullable
        String cpuRequest,

        @JsonPropertyDescription("CPU that the container may use at most. Unset means 500m.")
        @Size(min = 1, max = 32)
        @Pattern(DefaultResources.POSITIVE)
        @Nullable
        String cpuLimit,

        @JsonPropertyDescription("Memory that the container is given for certain. Unset means 128Mi.")
        @Size(min = 1, max = 32)
        @Pattern(DefaultResources.POSITIVE)
        @Nullable
        String memoryRequest,

        @JsonPropertyDescription("Memory that the container may use at most. Unset means 256Mi.")
        @Size(min = 1, max = 32)
        @Pattern(DefaultResources.POSITIVE)
        @Nullable
        String memoryLimit) {
    /// A quantity above zero. What a request may be beside its limit is not for a pattern: see [#contradiction].
    private static final String POSITIVE =
            "^(0*[1-9][0-9]*([.][0-9]*)?|0*[.]0*[1-9][0-9]*)" + "([numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,2})?$";

    private static final String USUAL_CPU_REQUEST = "100m";
    private static final String USUAL_CPU_LIMIT = "500m";
    private static final String USUAL_MEMORY_REQUEST = "128Mi";
    private static final String USUAL_MEMORY_LIMIT = "256Mi";

    /// With every value that is unset filled in.
    public DefaultResources complete() {
        return new DefaultResources(
                Objects.requireNonNullElse(cpuRequest, USUAL_CPU_REQUEST),
                Objects.requireNonNullElse(cpuLimit, USUAL_CPU_LIMIT),
                Objects.requireNonNullElse(memoryRequest, USUAL_MEMORY_REQUEST),
                Objects.requireNonNullElse(memoryLimit, USUAL_MEMORY_LIMIT));
    }

    /// What no API server would take, as a clause: a request above its limit. Empty when there is none. The schema
    /// cannot say it: quantities in CEL came with Kubernetes 1.29.
    public Optional<String> contradiction() {
        DefaultResources all = complete();
        return above("cpu", all.cpuRequest, all.cpuLimit).or(() -> above("memory", all.memoryRequest, all.memoryLimit));
    }

    private static Optional<String> above(String name, @Nullable String request, @Nullable String limit) {
        return amount(request)
                .filter(asked ->
                        amount(limit).filter(most -> asked.compareTo(most) > 0).isPresent())
                .map(_ -> "%1$sRequest %2$s is above %1$sLimit %3$s".formatted(name, request, limit));
    }

    private static Optional<BigDecimal> amount(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(Quantity::of).map(Quantity::value);
    }
}
