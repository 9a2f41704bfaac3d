package io.kspec.cli.server.audit;

import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.DurationConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that choose entries.
final class EntryFilter {
    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "Only Authentication, Operator, Cluster, Deployment, Crd, Approval or Configuration.")
    private @Nullable String category;

    @Option(names = "--event", paramLabel = "NAME", description = "Only this event, such as ClusterRegistered.")
    private @Nullable String event;

    @Option(names = "--actor", paramLabel = "NAME", description = "Only what this person or program did.")
    private @Nullable String actor;

    @Option(
            names = "--resource-type",
            paramLabel = "TYPE",
            description = "Only what was done to these, such as cluster.")
    private @Nullable String resourceType;

    @Option(names = "--resource", paramLabel = "NAME", description = "Only what was done to this one, by name or id.")
    private @Nullable String resource;

    @Option(names = "--trace", paramLabel = "ID", description = "Only what belongs to this trace.")
    private @Nullable String trace;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Only what is not older: 30m, 12h, 7d.")
    private @Nullable Duration since;

    @Option(names = "--from", paramLabel = "TIME", description = "Only from then on: 2026-07-01T00:00:00Z.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only before then.")
    private @Nullable Instant to;

    Address of(Address entries, Instant now) {
        Optional<Instant> first =
                Optional.ofNullable(from).or(() -> Optional.ofNullable(since).map(now::minus));
        return entries.with("category", Optional.ofNullable(category))
                .with("eventType", Optional.ofNullable(event))
                .with("actor", Optional.ofNullable(actor))
                .with("resourceType", Optional.ofNullable(resourceType))
                .with("resourceId", Optional.ofNullable(resource))
                .with("traceId", Optional.ofNullable(trace))
                .with("from", first.map(Instant::toString))
                .with("to", Optional.ofNullable(to).map(Instant::toString));
    }
}
