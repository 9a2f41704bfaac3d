package io.kspec.cli.webhook;

import io.kspec.cli.terminal.DurationConverter;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import io.kspec.kube.pause.WebhookPause;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "disable",
        header = "Have the API server ask kspec nothing about workloads, for a while.",
        description = {
            "",
            "Who does it and why is kept in an object of the operator's namespace, told as an event, and written to",
            "the audit log of the API server. At most 24 hours; another call sets another time.",
            ""
        },
        footer = {"  kspec webhook disable --for 1h --reason \"the node pool is rebuilt\"", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is switched off, or will be as soon as the operator reads it.",
            "2:Wrong usage.",
            "3:The cluster could not be read.",
            "4:The API server refused it."
        })
final class DisableWebhook implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private PauseAccess access = new PauseAccess();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            required = true,
            converter = DurationConverter.class,
            description = "How long, for example 30m or 2h; at most 24h. Required.")
    private @Nullable Duration span;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who find it.")
    private String reason = "";

    DisableWebhook(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (span == null || !span.isPositive() || span.compareTo(WebhookPause.LONGEST) > 0) {
            terminal.complain("--for takes more than nothing and at most %d hours: admission must come back by itself."
                    .formatted(WebhookPause.LONGEST.toHours()));
            return ExitCode.USAGE.code();
        }
        Instant until = terminal.clock().instant().plus(span).truncatedTo(ChronoUnit.SECONDS);
        return access.with(
                terminal,
                (pauses, earlier) -> PauseAccess.said(
                        pauses.begin(earlier, until, reason),
                        "admission does not ask kspec about workloads until %s; `kspec webhook enable` ends that"
                                .formatted(until),
                        terminal));
    }
}
