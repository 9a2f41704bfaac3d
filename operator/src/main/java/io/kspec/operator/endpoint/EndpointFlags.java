package io.kspec.operator.endpoint;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags of what the process tells of itself.
public final class EndpointFlags {
    @Option(
            names = "--health-probe-bind-address",
            defaultValue = ":8081",
            paramLabel = "ADDRESS",
            converter = ListenAddress.Converter.class,
            description = "Address of /healthz and /readyz, 0 for none; default: ${DEFAULT-VALUE}.")
    private ListenAddress.Wanted health = new ListenAddress.Wanted(Optional.empty());

    @Option(
            names = "--metrics-bind-address",
            defaultValue = ":8080",
            paramLabel = "ADDRESS",
            converter = ListenAddress.Converter.class,
            description = "Address of /metrics, 0 for none; default: ${DEFAULT-VALUE}.")
    private ListenAddress.Wanted metrics = new ListenAddress.Wanted(Optional.empty());

    @Option(
            names = "--shutdown-drain",
            description = "Seconds that admission is answered after SIGTERM; default: 5 behind a Service, 0 when"
                    + " registered by URL.")
    private @Nullable Integer drain;

    public EndpointSettings settings() {
        return new EndpointSettings(
                health.address(), metrics.address(), Optional.ofNullable(drain).map(Duration::ofSeconds));
    }
}
