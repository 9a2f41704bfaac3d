package io.kspec.core.devops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The probe that a container without one is given.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DefaultProbe(
        @JsonPropertyDescription("Port that must accept a TCP connection. Unset means the first TCP port that the "
                + "container declares; a container that declares none is left alone.")
        @Min(1)
        @Max(65535)
        @Nullable
        Integer tcpPort,

        @JsonPropertyDescription("Seconds from the start of the container to its first probe. Unset means 5.")
        @Min(0)
        @Max(3600)
        @Nullable
        Integer initialDelaySeconds,

        @JsonPropertyDescription("Seconds between two probes. Unset means 10.") @Min(1) @Max(3600) @Nullable
        Integer periodSeconds) {
    /// What holds when a policy names no probe.
    public static final DefaultProbe USUAL = new DefaultProbe(null, null, null);

    private static final int USUAL_DELAY = 5;
    private static final int USUAL_PERIOD = 10;

    public Optional<Integer> port() {
        return Optional.ofNullable(tcpPort);
    }

    public int delay() {
        return Objects.requireNonNullElse(initialDelaySeconds, USUAL_DELAY);
    }

    public int period() {
        return Objects.requireNonNullElse(periodSeconds, USUAL_PERIOD);
    }
}
