package io.kspec.cli.server.clusters;

import static io.kspec.cli.server.client.Absent.none;

import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.answer.Cells;
import io.kspec.cli.server.answer.Sheet;
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
        header = "Let the server look at a cluster now, and tell how it and its operators fare.",
        footer = {"  kspec clusters health prod-eu", "  kspec clusters health prod-eu && echo fine", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is healthy.",
            "1:It is degraded or unhealthy.",
            "2:Wrong usage, or there is none of this name.",
            "3:The server cannot be asked, or cannot reach the cluster."
        })
final class ClusterHealth implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The cluster.")
    private String name = "";

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    ClusterHealth(Terminal terminal) {
        this.terminal = terminal;
    }

    record Health(
            @Nullable String clusterName,
            @Nullable String healthStatus,
            @Nullable String kubernetesVersion,
            @Nullable Integer nodeCount,
            @Nullable Nodes nodeHealth,
            @Nullable Boolean apiServerReachable,
            @Nullable Integer apiServerLatencyMs,
            List<Cluster.Runs> deployedOperators,
            @Nullable Instant lastCheckedAt) {
        Health {
            deployedOperators = none(deployedOperators);
        }
    }

    record Nodes(@Nullable Integer ready, @Nullable Integer notReady) {}

    @Override
    public Integer call() {
        return answer.one(
                server -> server.get(Address.of("clusters", name, "health")),
                Health.class,
                (health, _) -> lines(health),
                terminal,
                health -> code(health).code());
    }

    private List<String> lines(Health health) {
        return new Sheet()
                .fact("Cluster", health.clusterName())
                .fact("Health", health.healthStatus())
                .fact("Kubernetes", health.kubernetesVersion())
                .fact("Nodes", nodes(health))
                .fact("API server", server(health))
                .fact("Checked", Cells.moment(health.lastCheckedAt()))
                .table(
                        List.of("OPERATOR", "VERSION", "HEALTH", "WHY"),
                        health.deployedOperators().stream()
                                .map(runs -> List.of(
                                        Cells.text(runs.operatorName()),
                                        Cells.text(runs.version()),
                                        Cells.text(runs.fares()),
                                        Cells.text(runs.errorMessage())))
                                .toList())
                .lines();
    }

    private static String nodes(Health health) {
        return health.nodeHealth() == null
                ? Cells.text(health.nodeCount())
                : "%s ready, %s not ready"
                        .formatted(
                                Cells.text(health.nodeHealth().ready()),
                                Cells.text(health.nodeHealth().notReady()));
    }

    private static String server(Health health) {
        return Boolean.TRUE.equals(health.apiServerReachable())
                ? "answers within %s ms".formatted(Cells.text(health.apiServerLatencyMs()))
                : "does not answer";
    }

    private static ExitCode code(Health health) {
        return switch (Cells.text(health.healthStatus())) {
            case "Healthy" -> ExitCode.OK;
            case "Degraded", "Unhealthy" -> ExitCode.FINDINGS;
            default -> ExitCode.NOT_EVALUATED;
        };
    }
}
