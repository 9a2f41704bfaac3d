package io.kspec.cli.server.deployments;

import static io.kspec.cli.server.client.Absent.none;

import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.answer.Cells;
import io.kspec.cli.server.answer.Sheet;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback-status",
        header = "Show how taking a deployment back goes, and what became of its custom resources.",
        footer = {"  kspec deployments rollback-status ID", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It goes on, went well, or was never asked for.",
            "1:A cluster could not be taken back, or a custom resource was lost.",
            "2:Wrong usage, or there is none with this id.",
            "3:The server cannot be asked."
        })
final class RollbackStatus implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "ID", description = "The deployment.")
    private String id = "";

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    RollbackStatus(Terminal terminal) {
        this.terminal = terminal;
    }

    record Rollback(
            @Nullable String status,
            @Nullable String trigger,
            @Nullable String reason,
            @Nullable String initiatedBy,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            List<OnCluster> clusters) {
        Rollback {
            clusters = none(clusters);
        }
    }

    record OnCluster(
            @Nullable String clusterName,
            @Nullable String fromVersion,
            @Nullable String toVersion,
            @Nullable String step,
            @Nullable String status,
            @Nullable Integer customResourcesBefore,
            @Nullable Integer customResourcesAfter,
            @Nullable Integer customResourcesLost,
            @Nullable String errorMessage) {
        int lost() {
            return Objects.requireNonNullElse(customResourcesLost, 0);
        }
    }

    @Override
    public Integer call() {
        return answer.one(
                server -> server.get(Address.of("deployments", id, "rollback-status")),
                Rollback.class,
                (rollback, _) -> lines(rollback),
                terminal,
                rollback -> code(rollback).code());
    }

    private static List<String> lines(Rollback rollback) {
        return new Sheet()
                .fact("Rollback", rollback.status())
                .fact("Trigger", rollback.trigger())
                .fact("Reason", rollback.reason())
                .fact("Asked by", rollback.initiatedBy())
                .fact("Started", Cells.moment(rollback.startedAt()))
                .fact("Ended", Cells.moment(rollback.completedAt()))
                .table(
                        List.of("CLUSTER", "FROM", "TO", "STEP", "STATUS", "RESOURCES", "LOST", "WHY"),
                        rollback.clusters().stream()
                                .map(one -> List.of(
                                        Cells.text(one.clusterName()),
                                        Cells.text(one.fromVersion()),
                                        Cells.text(one.toVersion()),
                                        Cells.text(one.step()),
                                        Cells.text(one.status()),
                                        "%s -> %s"
                                                .formatted(
                                                        Cells.text(one.customResourcesBefore()),
                                                        Cells.text(one.customResourcesAfter())),
                                        Cells.text(one.customResourcesLost()),
                                        Cells.text(one.errorMessage())))
                                .toList())
                .lines();
    }

    private static ExitCode code(Rollback rollback) {
        boolean lost = rollback.clusters().stream().anyMatch(one -> one.lost() > 0);
        return lost || Objects.equals(rollback.status(), "Failed") ? ExitCode.FINDINGS : ExitCode.OK;
    }
}
