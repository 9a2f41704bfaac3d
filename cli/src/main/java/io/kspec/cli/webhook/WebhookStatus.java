package io.kspec.cli.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Printable;
import io.kspec.cli.terminal.Terminal;
import io.kspec.kube.pause.WebhookPause;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        header = "Say whether somebody switched admission off, until when, and why.",
        footer = {"  kspec webhook status", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:It is said.", "3:The cluster could not be read."})
final class WebhookStatus implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PauseAccess access = new PauseAccess();

    WebhookStatus(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return access.with(terminal, (_, pause) -> {
            terminal.out()
                    .println(pause.flatMap(this::running)
                            .orElse("nobody switched admission off; a specification's condition WebhookReady says"
                                    + " whether it serves"));
            return ExitCode.OK;
        });
    }

    /// Empty when the pause is over, or none that the operator honours.
    private Optional<String> running(JsonNode pause) {
        JsonNode data = pause.path("data");
        try {
            Instant asked = Instant.parse(data.path("until").asText(""));
            Instant longest = Instant.parse(
                            pause.path("metadata").path("creationTimestamp").asText(""))
                    .plus(WebhookPause.LONGEST);
            Instant until = asked.isBefore(longest) ? asked : longest;
            String by = data.path("by").asText("");
            String reason = data.path("reason").asText("");
            return until.isAfter(terminal.clock().instant())
                    ? Optional.of(Printable.line("admission is switched off until %s, by %s%s"
                            .formatted(until, by.isEmpty() ? "somebody" : by, reason.isEmpty() ? "" : ": " + reason)))
                    : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
