package io.kspec.operator.leadership;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The flags of leadership.
public final class LeadershipFlags {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--leader-elect",
            arity = "0..1",
            defaultValue = "true",
            fallbackValue = "true",
            description = "Let only one of several replicas act; default: ${DEFAULT-VALUE}.")
    private boolean elect = true;

    @Option(
            names = "--leader-election-lease-duration",
            defaultValue = "15s",
            converter = SpanConverter.class,
            description = "How long others wait without a sign of the leader; default: ${DEFAULT-VALUE}."
                    + " 8s with a deadline of 5s and a period of 1s takes over faster.")
    private Duration lease = Duration.ofSeconds(15);

    @Option(
            names = "--leader-election-renew-deadline",
            defaultValue = "10s",
            converter = SpanConverter.class,
            description = "How long a leader that cannot renew goes on; default: ${DEFAULT-VALUE}.")
    private Duration deadline = Duration.ofSeconds(10);

    @Option(
            names = "--leader-election-retry-period",
            defaultValue = "2s",
            converter = SpanConverter.class,
            description = "Time between renewals; default: ${DEFAULT-VALUE}.")
    private Duration retry = Duration.ofSeconds(2);

    @Option(names = "--leader-election-namespace", description = "Namespace of the Lease; default: --namespace.")
    private @Nullable String namespace;

    @Option(
            names = "--pod-name",
            defaultValue = "${env:POD_NAME:-}",
            description = "Name of the pod this process runs in; default: POD_NAME.")
    private String pod = "";

    @Option(
            names = "--pod-uid",
            defaultValue = "${env:POD_UID:-}",
            description = "UID of the pod this process runs in; default: POD_UID.")
    private String podUid = "";

    /// What they say together.
    ///
    /// @throws ParameterException when the durations do not go together
    public LeadershipSettings settings() {
        try {
            return new LeadershipSettings(
                    elect,
                    lease,
                    deadline,
                    retry,
                    Optional.ofNullable(namespace).filter(name -> !name.isBlank()),
                    pod,
                    podUid);
        } catch (IllegalArgumentException contradictory) {
            if (command == null) {
                throw contradictory;
            }
            throw new ParameterException(
                    command.commandLine(), "--leader-election-*: " + contradictory.getMessage(), contradictory);
        }
    }
}
