package io.kspec.cli.server.operators;

import static io.kspec.cli.server.client.Absent.none;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.answer.Cells;
import io.kspec.cli.server.answer.Sheet;
import io.kspec.cli.server.answer.Tables;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "health",
        header = "Tell how an operator fares in every cluster that it runs in.",
        footer = {
            "  kspec operators health cert-manager",
            "  kspec operators health cert-manager || echo look at it",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is healthy wherever it was looked at.",
            "1:It is degraded or unhealthy somewhere.",
            "2:Wrong usage, or there is none of this name.",
            "3:The server cannot be asked, or knows nothing yet."
        })
final class OperatorHealth implements Callable<Integer> {
    private static final int NARROW = 6;

    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The operator.")
    private String name = "";

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    OperatorHealth(Terminal terminal) {
        this.terminal = terminal;
    }

    record Health(
            @Nullable String operatorName,
            @Nullable String overallHealth,
            @Nullable Integer healthyClusters,
            @Nullable Integer degradedClusters,
            @Nullable Integer unhealthyClusters,
            @Nullable Integer unknownClusters,
            List<InCluster> clusters) {
        Health {
            clusters = none(clusters);
        }
    }

    /// `health` and `overallHealth` are two names of one thing, and so are `lastChecked` and `lastCheckedAt`.
    record InCluster(
            @Nullable String clusterName,
            @Nullable String health,
            @Nullable String overallHealth,
            @Nullable JsonNode controllerPodHealth,
            @Nullable String webhookStatus,
            @Nullable String crdReconciliation,
            @Nullable Integer consecutiveFailures,
            @Nullable Instant lastChecked,
            @Nullable Instant lastCheckedAt,
            @Nullable String errorMessage) {}

    @Override
    public Integer call() {
        return answer.one(
                server -> server.get(Address.of("operators", name, "health")),
                Health.class,
                this::lines,
                terminal,
                health -> code(health).code());
    }

    private List<String> lines(Health health, boolean wide) {
        return new Sheet()
                .fact("Operator", health.operatorName())
                .fact("Health", health.overallHealth())
                .fact(
                        "Clusters",
                        "%s healthy, %s degraded, %s unhealthy, %s unknown"
                                .formatted(
                                        Cells.text(health.healthyClusters()),
                                        Cells.text(health.degradedClusters()),
                                        Cells.text(health.unhealthyClusters()),
                                        Cells.text(health.unknownClusters())))
                .table(
                        Tables.narrowed(
                                wide,
                                NARROW,
                                List.of(
                                        "CLUSTER",
                                        "HEALTH",
                                        "PODS",
                                        "WEBHOOK",
                                        "RECONCILING",
                                        "CHECKED",
                                        "FAILED IN A ROW",
                                        "WHY")),
                        health.clusters().stream()
                                .map(one -> Tables.narrowed(wide, NARROW, row(one)))
                                .toList())
                .lines();
    }

    private List<String> row(InCluster one) {
        return List.of(
                Cells.text(one.clusterName()),
                Cells.text(one.overallHealth() == null ? one.health() : one.overallHealth()),
                pods(one.controllerPodHealth()),
                Cells.text(one.webhookStatus()),
                Cells.text(one.crdReconciliation()),
                Cells.age(
                        one.lastCheckedAt() == null ? one.lastChecked() : one.lastCheckedAt(),
                        terminal.clock().instant()),
                Cells.text(one.consecutiveFailures()),
                Cells.text(one.errorMessage()));
    }

    private static String pods(@Nullable JsonNode pods) {
        return pods == null || !pods.has("readyPods")
                ? Cells.NOTHING
                : "%s/%s"
                        .formatted(
                                pods.path("readyPods").asText(),
                                pods.path("expectedPods").asText());
    }

    private static ExitCode code(Health health) {
        return switch (Cells.text(health.overallHealth())) {
            case "Healthy" -> ExitCode.OK;
            case "Degraded", "Unhealthy" -> ExitCode.FINDINGS;
            default -> ExitCode.NOT_EVALUATED;
        };
    }
}
