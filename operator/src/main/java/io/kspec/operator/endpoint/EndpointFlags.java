package io.kspec.operator.endpoint;

import picocli.CommandLine.Option;

/// The flags of what the process tells of itself.
public final class EndpointFlags {
    @Option(
            names = "--health-port",
            defaultValue = "8081",
            description = "Port of /healthz and /readyz; default: ${DEFAULT-VALUE}.")
    private int healthPort = 8081;

    public EndpointSettings settings() {
        return new EndpointSettings(healthPort);
    }
}
