package io.kspec.cli.server.approvals;

import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.answer.LimitOption;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        header = "List what waits for consent, or what was decided.",
        footer = {
            "  kspec approvals list",
            "  kspec approvals list --status Rejected -o wide",
            "  kspec approvals list --deployment ID",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:They are listed.", "2:Wrong usage.", "3:The server cannot be asked, or does not allow it."})
final class ListApprovals implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            defaultValue = "Pending",
            description = "Pending, Approved, Rejected, Expired or Cancelled.")
    private String status = "Pending";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only this type, such as ProductionDeployment or BreakingCrdChange.")
    private @Nullable String type;

    @Option(names = "--environment", paramLabel = "NAME", description = "Only those of this environment.")
    private @Nullable String environment;

    @Option(names = "--deployment", paramLabel = "ID", description = "Only those of this deployment.")
    private @Nullable String deployment;

    @Mixin
    private LimitOption limit = new LimitOption();

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    ListApprovals(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Address approvals = Address.of("approvals")
                .with("status", status)
                .with("type", Optional.ofNullable(type))
                .with("environment", Optional.ofNullable(environment))
                .with("deploymentId", Optional.ofNullable(deployment));
        return answer.many(
                server -> server.list(approvals, "approvals", limit.most()),
                Approval.class,
                (all, wide) -> Approval.table(all, wide, terminal.clock().instant()),
                terminal);
    }
}
