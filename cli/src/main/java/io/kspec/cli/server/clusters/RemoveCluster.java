package io.kspec.cli.server.clusters;

import io.kspec.cli.server.client.Address;
import io.kspec.cli.server.session.ServerOptions;
import io.kspec.cli.terminal.Consent;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        header = "Take a cluster out of the server, which erases its credential.",
        description = {
            "",
            "What runs in the cluster stays there, the account of the server too: kubectl delete namespace",
            "kspec-manager and clusterrole,clusterrolebinding kspec-manager take it away.",
            ""
        },
        footer = {
            "  kspec clusters remove dev-1",
            "  kspec clusters remove dev-1 --force --yes     for a cluster that no longer exists",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is removed.",
            "1:You said no.",
            "2:Wrong usage, or there is none of this name.",
            "3:The server cannot be asked, or does not allow it.",
            "4:Operators are deployed in it, or other clusters sign in by its ClusterTargets."
        })
final class RemoveCluster implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The cluster.")
    private String name = "";

    @Option(names = "--force", description = "Even if operators or other clusters need it. Off by default.")
    private boolean force;

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private ServerOptions server = new ServerOptions();

    RemoveCluster(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Address cluster = Address.of("clusters", name).with("force", force ? Optional.of("true") : Optional.empty());
        Optional<ExitCode> refused =
                consent.missing("cluster %s is removed and its credential erased".formatted(name), terminal);
        return refused.map(ExitCode::code)
                .orElseGet(() -> server.ask(
                        terminal, client -> client.delete(cluster).step().finish(terminal, _ -> {
                            terminal.out().println("cluster %s is removed".formatted(name));
                            return ExitCode.OK.code();
                        })));
    }
}
