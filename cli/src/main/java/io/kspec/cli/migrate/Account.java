package io.kspec.cli.migrate;

import io.kspec.cli.terminal.Printable;
import io.kspec.core.migration.Entry;
import io.kspec.core.migration.Fate;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// What became of every field, as a table: one line for each that there is something to say of, and a sum.
final class Account {
    private static final int GAP = 2;
    private static final List<String> HEADER = List.of("FATE", "WHERE", "FIELD", "NOW", "WHY");

    private Account() {}

    /// Lines of the table; the sum is the last.
    static List<String> lines(List<Entry> entries) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADER);
        entries.stream()
                .filter(entry -> entry.fate() != Fate.CARRIED || !entry.reason().isEmpty())
                .map(Account::row)
                .forEach(rows::add);
        var lines = new ArrayList<String>();
        if (rows.size() > 1) {
            rows.forEach(row -> lines.add(line(row, rows)));
        }
        lines.add(sum(entries));
        return List.copyOf(lines);
    }

    private static List<String> row(Entry entry) {
        return List.of(
                entry.fate().word(),
                Printable.line(entry.where()),
                Printable.line(entry.from().dotted()),
                entry.to().map(FieldPath::dotted).map(Printable::line).orElse("-"),
                Printable.line(entry.reason()));
    }

    private static String line(List<String> row, List<List<String>> rows) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size() - 1; column++) {
            String cell = row.get(column);
            line.append(cell).repeat(' ', width(column, rows) - cell.length() + GAP);
        }
        return line.append(row.getLast()).toString();
    }

    private static int width(int column, List<List<String>> rows) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String sum(List<Entry> entries) {
        return "%d carried, %d renamed, %d defaulted, %d lost"
                .formatted(
                        count(entries, Fate.CARRIED),
                        count(entries, Fate.RENAMED),
                        count(entries, Fate.DEFAULTED),
                        count(entries, Fate.LOST));
    }

    private static long count(List<Entry> entries, Fate fate) {
        return entries.stream().filter(entry -> entry.fate() == fate).count();
    }
}
