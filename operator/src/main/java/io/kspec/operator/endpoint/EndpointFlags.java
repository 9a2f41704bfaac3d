package io.kspec.operator.endpoint;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of what the process tells of itself.
public final class EndpointFlags {
    @Option(
            names = "--health-port",
            defaultValue = "8081",
            description = "Port of /healthz and /readyz; default: ${DEFAULT-VALUE}.")
    private int healthPort = 8081;

    @Option(
            names = "--shutdown-drain",
            description = "Seconds that admission is answered after SIGTERM; default: 5 behind a Service, 0 when"
                    + " registered by URL.")
    private @Nullable Integer drain;

    public EndpointSettings settings() {
        return new EndpointSettings(healthPort, Optional.ofNullable(drain).map(Duration::ofSeconds));
    }
}
