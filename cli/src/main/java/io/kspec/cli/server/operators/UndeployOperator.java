package io.kspec.cli.server.operators;

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
        name = "undeploy",
        header = "Take an operator out of one cluster. Its CRDs and custom resources stay there.",
        footer = {"  kspec operators undeploy cert-manager --cluster dev-1", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:The server has taken it on.",
            "1:You said no.",
            "2:Wrong usage, or it does not run there.",
            "3:The server cannot be asked, or does not allow it.",
            "4:It is being deployed there."
        })
final class UndeployOperator implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The operator.")
    private String operator = "";

    @Option(names = "--cluster", paramLabel = "CLUSTER", required = true, description = "The cluster. Required.")
    private String cluster = "";

    @Mixin
    private Consent consent = new Consent();

    @Mixin
    private ServerOptions server = new ServerOptions();

    UndeployOperator(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<ExitCode> refused =
                consent.missing("operator %s is taken out of cluster %s".formatted(operator, cluster), terminal);
        return refused.map(ExitCode::code)
                .orElseGet(() -> server.ask(
                        terminal, client -> client.delete(Address.of("clusters", cluster, "operators", operator))
                                .step()
                                .finish(terminal, _ -> {
                                    terminal.out()
                                            .println(
                                                    "operator %s is being taken out of cluster %s; kspec clusters get %s lists it until that is done"
                                                            .formatted(operator, cluster, cluster));
                                    return ExitCode.OK.code();
                                })));
    }
}
