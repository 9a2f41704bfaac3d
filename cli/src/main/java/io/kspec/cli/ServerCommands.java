package io.kspec.cli;

import io.kspec.cli.server.approvals.ApprovalsCommand;
import io.kspec.cli.server.audit.AuditCommand;
import io.kspec.cli.server.clusters.ClustersCommand;
import io.kspec.cli.server.deployments.DeploymentsCommand;
import io.kspec.cli.server.operators.OperatorsCommand;
import io.kspec.cli.server.session.LoginCommand;
import io.kspec.cli.server.session.LogoutCommand;
import io.kspec.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import picocli.CommandLine;

/// The commands that ask a kspec server, in the order in which help lists them.
final class ServerCommands {
    private static final String ALL_OF_THEM = "completion";

    private ServerCommands() {}

    /// Only the groups that the command line names get their subcommands: reading the options of all of them would
    /// take a third of the time in which every other command starts.
    ///
    /// @param words of the command line
    static List<Object> of(Terminal terminal, Collection<String> words) {
        var commands = new ArrayList<Object>();
        commands.add(group(new OperatorsCommand(), words, group -> OperatorsCommand.fill(group, terminal)));
        commands.add(group(new ClustersCommand(), words, group -> ClustersCommand.fill(group, terminal)));
        commands.add(group(new DeploymentsCommand(), words, group -> DeploymentsCommand.fill(group, terminal)));
        commands.add(group(new ApprovalsCommand(), words, group -> ApprovalsCommand.fill(group, terminal)));
        commands.add(group(new AuditCommand(), words, group -> AuditCommand.fill(group, terminal)));
        commands.add(new LoginCommand(terminal));
        commands.add(new LogoutCommand(terminal));
        return commands;
    }

    private static CommandLine group(Object command, Collection<String> words, UnaryOperator<CommandLine> filled) {
        var group = new CommandLine(command);
        Set<String> names = group.getCommandSpec().names();
        return words.contains(ALL_OF_THEM) || words.stream().anyMatch(names::contains) ? filled.apply(group) : group;
    }
}
