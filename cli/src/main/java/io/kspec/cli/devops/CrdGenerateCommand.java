package io.kspec.cli.devops;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import io.kspec.kube.resource.Crds;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "generate",
        header = "Print the definition of DevOpsPolicy, for kubectl apply.",
        footer = {"  kspec devops crd generate | kubectl apply -f -", ""})
final class CrdGenerateCommand implements Callable<Integer> {
    private final Terminal terminal;

    CrdGenerateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(Crds.devOps());
        return ExitCode.OK.code();
    }
}
