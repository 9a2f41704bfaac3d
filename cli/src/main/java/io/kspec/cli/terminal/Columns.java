package io.kspec.cli.terminal;

import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;

/// Columns as kubectl prints them: as wide as their content, because a line that is cut or wrapped cannot be searched
/// or pasted.
public final class Columns {
    private static final int GAP = 3;

    private Columns() {}

    /// One line per row, safe to print, without spaces at its end. All rows have as many cells as the first.
    public static List<String> lines(List<List<String>> rows) {
        return table(0, rows).lines().map(String::stripTrailing).toList();
    }

    /// The same as one text.
    ///
    /// @param indent spaces before each line
    public static String table(int indent, List<List<String>> rows) {
        List<List<String>> safe = rows.stream()
                .map(row -> row.stream().map(Printable::line).toList())
                .toList();
        Column[] layout = IntStream.range(0, safe.getFirst().size())
                .mapToObj(column -> column(safe, column, column == 0 ? indent : 0))
                .toArray(Column[]::new);
        var table = Help.TextTable.forColumns(Help.defaultColorScheme(Ansi.OFF), layout);
        safe.forEach(row -> table.addRowValues(row.toArray(String[]::new)));
        return table.toString();
    }

    private static Column column(List<List<String>> rows, int column, int indent) {
        int widest =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return new Column(widest + indent + GAP, indent, Column.Overflow.SPAN);
    }
}
