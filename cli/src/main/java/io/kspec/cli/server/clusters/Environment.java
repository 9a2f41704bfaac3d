package io.kspec.cli.server.clusters;

import java.util.Locale;

/// What a cluster is for.
public enum Environment {
    DEVELOPMENT("Development"),
    STAGING("Staging"),
    PRODUCTION("Production");

    private final String wire;

    Environment(String wire) {
        this.wire = wire;
    }

    /// The name on the wire.
    public String wire() {
        return wire;
    }

    /// As it is written on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
