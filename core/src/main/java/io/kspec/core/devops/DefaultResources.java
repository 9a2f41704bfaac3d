package io.kspec.core.devops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a container that says nothing of resources is given, all four values.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.cpuRequest) || isQuantity(self.cpuRequest) && "
                + "quantity(self.cpuRequest).isGreaterThan(quantity('0'))",
        message = "cpuRequest must be a quantity greater than zero")
@ValidationRule(
        value = "!has(self.cpuLimit) || isQuantity(self.cpuLimit) && quantity(self.cpuLimit)"
                + ".isGreaterThan(quantity('0'))",
        message = "cpuLimit must be a quantity greater than zero")
@ValidationRule(
        value = "(has(self.cpuRequest) && !isQuantity(self.cpuRequest)) || (has(self.cpuLimit) && "
                + "!isQuantity(self.cpuLimit)) || quantity(has(self.cpuRequest) ? self.cpuRequest : "
                + "'100m').compareTo(quantity(has(self.cpuLimit) ? self.cpuLimit : '500m')) <= 0",
        message = "cpuRequest must not be above cpuLimit (unset they are 100m and 500m)")
@ValidationRule(
        value = "!has(self.memoryRequest) || isQuantity(self.memoryRequest) && "
                + "quantity(self.memoryRequest).isGreaterThan(quantity('0'))",
        message = "memoryRequest must be a quantity greater than zero")
@ValidationRule(
        value = "!has(self.memoryLimit) || isQuantity(self.memoryLimit) && "
                + "quantity(self.memoryLimit).isGreaterThan(quantity('0'))",
        message = "memoryLimit must be a quantity greater than zero")
@ValidationRule(
        value = "(has(self.memoryRequest) && !isQuantity(self.memoryRequest)) || "
                + "(has(self.memoryLimit) && !isQuantity(self.memoryLimit)) || "
                + "quantity(has(self.memoryRequest) ? self.memoryRequest : "
                + "'128Mi').compareTo(quantity(has(self.memoryLimit) ? self.memoryLimit : '256Mi')) <= "
                + "0",
        message = "memoryRequest must not be above memoryLimit (unset they are 128Mi and 256Mi)")
public record DefaultResources(
        @JsonPropertyDescription("CPU that the container is given for certain. Unset means 100m.")
        @Size(min = 1, max = 32)
        @Nullable
        String cpuRequest,

        @JsonPropertyDescription("CPU that the container may use at most. Unset means 500m.")
        @Size(min = 1, max = 32)
        @Nullable
        String cpuLimit,

        @JsonPropertyDescription("Memory that the container is given for certain. Unset means 128Mi.")
        @Size(min = 1, max = 32)
        @Nullable
        String memoryRequest,

        @JsonPropertyDescription("Memory that the container may use at most. Unset means 256Mi.")
        @Size(min = 1, max = 32)
        @Nullable
        String memoryLimit) {
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
}
