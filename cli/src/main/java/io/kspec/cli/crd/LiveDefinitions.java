package io.kspec.cli.crd;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.cluster.OpenCluster;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import io.kspec.core.cluster.Reading;
import io.kspec.kube.customresource.ClusterObjects;
import io.kspec.kube.customresource.WalkLimits;
import io.kspec.lifecycle.crd.Comparison;
import io.kspec.lifecycle.crd.Crd;
import io.kspec.lifecycle.crd.CrdComparison;
import io.kspec.lifecycle.crd.CrdResult;
import io.kspec.lifecycle.crd.Surroundings;
import io.kspec.lifecycle.crd.object.ObjectSource;
import io.kspec.lifecycle.crd.object.Weighed;
import io.kspec.lifecycle.crd.object.Weighing;
import io.kspec.lifecycle.crd.object.schema.Ratcheting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Compares definitions with those that are live in a cluster, and weighs in the objects that are stored there and
/// what installed webhooks convert some of those to.
record LiveDefinitions(OpenCluster cluster, Duration patience, InstantSource clock) {
    private static final Step<Optional<Crd>> NONE = Step.next(Optional.empty());
    private static final Pattern VERSION = Pattern.compile("v?1\\.(\\d+).*");

    /// For each definition: what may be read, and how long.
    private static final WalkLimits LIMITS = new WalkLimits(1024L * 1024 * 1024, Duration.ofMinutes(5));

    /// Reads every one by name; a definition that is not there is new. What cannot be read ends the command.
    Step<List<Weighed>> compared(Definitions next) {
        return switch (cluster.version()) {
            case Reading.Unknown<String>(var why) -> Step.stop(ExitCode.NOT_EVALUATED, why.sentence());
            case Reading.Known<String>(String version) -> compared(next, minor(version));
        };
    }

    private Step<List<Weighed>> compared(Definitions next, Optional<Integer> minor) {
        var weighed = new ArrayList<Weighed>();
        for (Crd crd : next.byName().values()) {
            switch (live(crd.name())) {
                case Step.Stop<Optional<Crd>> stop -> {
                    return stop.retyped();
                }
                case Step.Next<Optional<Crd>>(var live) -> weighed.add(weighed(live, crd, minor));
            }
        }
        return Step.next(weighed);
    }

    private Weighed weighed(Optional<Crd> live, Crd next, Optional<Integer> minor) {
        Surroundings known = surroundings(minor);
        Surroundings around = live.map(
                        before -> known.with(cluster.conversions(patience).about(before)))
                .orElse(known);
        Comparison comparison = CrdComparison.compare(live, next, around);
        return live.map(before -> Weighing.weigh(comparison, before, next, objects(minor), clock.instant()))
                .orElseGet(() -> Weighed.unasked(comparison));
    }

    private ObjectSource objects(Optional<Integer> minor) {
        return new ClusterObjects(
                "",
                minor.map(Ratcheting::ofMinor).orElse(Ratcheting.OFF),
                cluster.customResources(patience, LIMITS),
                clock);
    }

    private Step<Optional<Crd>> live(String name) {
        return switch (cluster.definition(name)) {
            case Reading.Unknown<Optional<JsonNode>>(var why) -> Step.stop(ExitCode.NOT_EVALUATED, why.sentence());
            case Reading.Known<Optional<JsonNode>>(var json) ->
                json.map(LiveDefinitions::parsed).orElse(NONE);
        };
    }

    private static Step<Optional<Crd>> parsed(JsonNode json) {
        return switch (Crd.parse(json)) {
            case CrdResult.Parsed(Crd crd) -> Step.next(Optional.of(crd));
            case CrdResult.Unreadable(var why) -> Step.stop(ExitCode.NOT_EVALUATED, why.sentence());
        };
    }

    private static Optional<Integer> minor(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    private static Surroundings surroundings(Optional<Integer> minor) {
        return new Surroundings(minor, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
}
