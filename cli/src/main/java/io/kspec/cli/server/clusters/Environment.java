package io.kspec.cli.server.clusters;

import java.util.Locale;

/// What a cluster is for.
enum Environment {
    DEVELOPMENT("Development"),
    STAGING("Staging"),
    PRODUCTION("Production");

    private final String wire;

    Environment(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }

    /// As it is written on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
