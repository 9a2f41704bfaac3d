package io.kspec.operator.endpoint;

import java.util.Optional;
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

    public EndpointSettings settings() {
        return new EndpointSettings(health.address(), metrics.address());
    }
}
