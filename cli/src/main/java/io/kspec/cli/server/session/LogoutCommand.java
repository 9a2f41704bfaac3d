package io.kspec.cli.server.session;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "logout",
        header = "Forget the login of a kspec server.",
        description = {"", "Deletes the token from this machine. The server goes on knowing it until it expires.", ""},
        footer = {"  kspec logout", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:No login is kept any more.", "2:Wrong usage.", "4:The file of the login cannot be deleted."})
public final class LogoutCommand implements Callable<Integer> {
    private final Terminal terminal;

    public LogoutCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        LoginFile file = LoginFile.of(terminal);
        return file.remove().finish(terminal, there -> {
            terminal.note(there ? "the login is forgotten (%s).".formatted(file.path()) : "nobody was logged in.");
            return ExitCode.OK.code();
        });
    }
}
