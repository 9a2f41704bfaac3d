package io.kspec.operator.leadership;

import picocli.CommandLine.Option;

/// The flags of leadership.
public final class LeadershipFlags {
    @Option(
            names = "--leader-elect",
            arity = "0..1",
            defaultValue = "true",
            fallbackValue = "true",
            description = "Let only one of several replicas act; default: ${DEFAULT-VALUE}.")
    private boolean elect = true;

    public LeadershipSettings settings() {
        return new LeadershipSettings(elect);
    }
}
