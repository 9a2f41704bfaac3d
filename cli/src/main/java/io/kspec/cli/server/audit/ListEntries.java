package io.kspec.cli.server.audit;

import io.kspec.cli.server.answer.AnswerOptions;
import io.kspec.cli.server.answer.LimitOption;
import io.kspec.cli.server.client.Address;
import io.kspec.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        header = "List what was done, newest first.",
        footer = {
            "  kspec audit list --since 24h",
            "  kspec audit list --resource-type cluster --resource prod-eu -o wide",
            "  kspec audit list --category Approval --actor ada -o json",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:It is listed.", "2:Wrong usage.", "3:The server cannot be asked, or does not allow it."})
final class ListEntries implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private EntryFilter filter = new EntryFilter();

    @Mixin
    private LimitOption limit = new LimitOption();

    @Mixin
    private AnswerOptions answer = new AnswerOptions();

    ListEntries(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Address entries = filter.of(Address.of("audit"), terminal.clock().instant());
        return answer.many(
                server -> server.list(entries, "entries", limit.most()), Entry.class, Entry::table, terminal);
    }
}
