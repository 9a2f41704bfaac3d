package io.kspec.cli.about;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        header = "Print the completion script of a shell.",
        footer = {
            "  source <(kspec completion bash)     for this bash",
            "  source <(kspec completion zsh)      for this zsh",
            ""
        })
public final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec command = CommandSpec.create();

    /// One script serves both, once zsh has its own completion loaded.
    enum Shell {
        BASH,
        ZSH
    }

    public CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        switch (shell) {
            case BASH -> {}
            case ZSH -> terminal.out().println("autoload -U +X compinit && compinit");
        }
        terminal.out().print(AutoComplete.bash("kspec", command.root().commandLine()));
        return ExitCode.OK.code();
    }
}
