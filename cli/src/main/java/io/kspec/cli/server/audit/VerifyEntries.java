package io.kspec.cli.server.audit;

import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.answer.Cells;
import io.kspec.cli.server.answer.Sheet;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.ExitCode;
import io.kspec.cli.terminal.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify",
        header = "Let the server prove that no entry was changed, added or taken out.",
        description = {
            "",
            "Every entry holds the hash of the one before. Note the last hash somewhere else: then nobody can cut off",
            "the end either.",
            ""
        },
        footer = {"  kspec audit verify", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Every entry is as it was written.",
            "1:An entry is not what was recorded.",
            "2:Wrong usage.",
            "3:The server cannot be asked, or does not allow it."
        })
final class VerifyEntries implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    VerifyEntries(Terminal terminal) {
        this.terminal = terminal;
    }

    /// @param firstBroken the number of the first entry that is not what was recorded
    record Verified(
            @Nullable Boolean intact,
            @Nullable Long entries,
            @Nullable String head,
            @Nullable Long firstBroken,
            @Nullable String why) {}

    @Override
    public Integer call() {
        return answer.one(
                server -> server.get(Address.of("audit", "verify")),
                Verified.class,
                (verified, _) -> lines(verified),
                terminal,
                verified -> code(verified).code());
    }

    private static List<String> lines(Verified verified) {
        return new Sheet()
                .fact("Intact", Cells.yes(verified.intact()))
                .fact("Entries", verified.entries())
                .fact("Last hash", verified.head())
                .fact("First broken", verified.firstBroken())
                .fact("Why", verified.why())
                .lines();
    }

    /// What is not said to be intact is not.
    private static ExitCode code(Verified verified) {
        return Optional.ofNullable(verified.intact())
                .map(intact -> intact ? ExitCode.OK : ExitCode.FINDINGS)
                .orElse(ExitCode.NOT_EVALUATED);
    }
}
