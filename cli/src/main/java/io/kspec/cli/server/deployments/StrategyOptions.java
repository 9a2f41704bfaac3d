package io.kspec.cli.server.deployments;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.cli.terminal.DurationConverter;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that choose a strategy and set it. The server's defaults hold for what is not given.
final class StrategyOptions {
    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            converter = Strategy.Converter.class,
            completionCandidates = Words.class,
            description = "canary, blue-green, rolling or direct. Default: by the environments of the clusters.")
    private @Nullable Strategy strategy;

    @Option(names = "--initial", paramLabel = "PERCENT", description = "canary: share of the first stage.")
    private @Nullable Integer initial;

    @Option(names = "--increment", paramLabel = "PERCENT", description = "canary: what every stage adds.")
    private @Nullable Integer increment;

    @Option(names = "--stages", paramLabel = "N", description = "canary: how many stages at most.")
    private @Nullable Integer stages;

    @Option(
            names = "--evaluation",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "canary: how long every stage is watched.")
    private @Nullable Duration evaluation;

    @Option(
            names = "--check-interval",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "canary: how often it is looked at meanwhile.")
    private @Nullable Duration checkInterval;

    @Option(names = "--threshold", paramLabel = "0..1", description = "canary: share of checks that must pass.")
    private @Nullable Double threshold;

    @Option(names = "--blue-namespace", paramLabel = "NAME", description = "blue-green: where the old one runs.")
    private @Nullable String blueNamespace;

    @Option(names = "--green-namespace", paramLabel = "NAME", description = "blue-green: where the new one starts.")
    private @Nullable String greenNamespace;

    @Option(names = "--manual-switch", description = "blue-green: wait for kspec deployments switch. Off by default.")
    private boolean manualSwitch;

    @Option(
            names = "--switch-monitoring",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "blue-green: how long it is watched after the switch.")
    private @Nullable Duration switchMonitoring;

    @Option(
            names = "--retention",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "blue-green: how long the old one is kept.")
    private @Nullable Duration retention;

    @Option(
            names = "--validation",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "blue-green, rolling: how long the new one is watched.")
    private @Nullable Duration validation;

    @Option(names = "--order", paramLabel = "CLUSTER", split = ",", description = "rolling: which cluster comes when.")
    private List<String> order = new ArrayList<>();

    @Option(
            names = "--pause",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "rolling: between two clusters.")
    private @Nullable Duration pause;

    @Option(names = "--continue-on-failure", description = "rolling: go on after a cluster failed. Off by default.")
    private boolean continueOnFailure;

    @Option(names = "--parallel", paramLabel = "N", description = "direct: how many clusters at a time.")
    private @Nullable Integer parallel;

    @Option(names = "--skip-health-checks", description = "direct: do not look at health afterwards. Off by default.")
    private boolean skipHealthChecks;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "direct: how long one cluster may take.")
    private @Nullable Duration timeout;

    static final class Words extends ArrayList<String> {
        Words() {
            super(List.of("canary", "blue-green", "rolling", "direct"));
        }
    }

    /// Puts strategy and settings into a request. A setting of another strategy, or of none, is wrong usage.
    Step<ObjectNode> into(ObjectNode request) {
        var settings = new TreeMap<>(given());
        if (strategy == null) {
            return settings.isEmpty()
                    ? Step.next(request)
                    : Step.stop(
                            ExitCode.USAGE,
                            "%s belongs to a strategy. Name it with --strategy."
                                    .formatted(settings.firstEntry().getValue().option()));
        }
        request.put("strategy", strategy.wire());
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        for (var setting : settings.values()) {
            if (!setting.of().contains(strategy)) {
                return Step.stop(
                        ExitCode.USAGE,
                        "%s does not belong to strategy %s. Leave it out, or choose %s."
                                .formatted(
                                        setting.option(), strategy, setting.of().getFirst()));
            }
            config.set(setting.field(), setting.value());
        }
        if (!config.isEmpty()) {
            request.set(strategy.config(), config);
        }
        return Step.next(request);
    }

    private Map<String, StrategySetting> given() {
        var given = new StrategySetting.Collected();
        given.number("--initial", "initialPercentage", Optional.ofNullable(initial), Strategy.CANARY);
        given.number("--increment", "incrementPercentage", Optional.ofNullable(increment), Strategy.CANARY);
        given.number("--stages", "maxStages", Optional.ofNullable(stages), Strategy.CANARY);
        given.span("--evaluation", "evaluationPeriod", Optional.ofNullable(evaluation), Strategy.CANARY);
        given.span("--check-interval", "healthCheckInterval", Optional.ofNullable(checkInterval), Strategy.CANARY);
        given.number("--threshold", "successThreshold", Optional.ofNullable(threshold), Strategy.CANARY);
        given.text("--blue-namespace", "blueNamespace", Optional.ofNullable(blueNamespace), Strategy.BLUE_GREEN);
        given.text("--green-namespace", "greenNamespace", Optional.ofNullable(greenNamespace), Strategy.BLUE_GREEN);
        given.flag("--manual-switch", "autoSwitch", manualSwitch, false, Strategy.BLUE_GREEN);
        given.span(
                "--switch-monitoring",
                "switchMonitoringPeriod",
                Optional.ofNullable(switchMonitoring),
                Strategy.BLUE_GREEN);
        given.span("--retention", "retentionPeriod", Optional.ofNullable(retention), Strategy.BLUE_GREEN);
        given.span(
                "--validation",
                "validationPeriod",
                Optional.ofNullable(validation),
                Strategy.BLUE_GREEN,
                Strategy.ROLLING);
        given.names("--order", "clusterOrder", order, Strategy.ROLLING);
        given.span("--pause", "pauseBetweenClusters", Optional.ofNullable(pause), Strategy.ROLLING);
        given.flag("--continue-on-failure", "stopOnFailure", continueOnFailure, false, Strategy.ROLLING);
        given.number("--parallel", "parallelClusters", Optional.ofNullable(parallel), Strategy.DIRECT);
        given.flag("--skip-health-checks", "skipHealthChecks", skipHealthChecks, true, Strategy.DIRECT);
        given.span("--timeout", "timeout", Optional.ofNullable(timeout), Strategy.DIRECT);
        return given.byOption();
    }
}
