package io.kspec.cli.webhook;

import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "enable",
        header = "Have the API server ask kspec again, before the time is over.",
        footer = {"  kspec webhook enable", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is switched on, or will be as soon as the operator reads it.",
            "3:The cluster could not be read.",
            "4:The API server refused it."
        })
final class EnableWebhook implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PauseAccess access = new PauseAccess();

    EnableWebhook(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return access.with(terminal, (pauses, pause) -> {
            if (pause.isEmpty()) {
                terminal.note("nobody switched admission off.");
                return ExitCode.OK;
            }
            return PauseAccess.said(pauses.end(pause.get()), "admission asks kspec again", terminal);
        });
    }
}
