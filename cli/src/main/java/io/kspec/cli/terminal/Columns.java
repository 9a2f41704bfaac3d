package io.kspec.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// Columns as kubectl prints them: as wide as their content, because a line that is cut or wrapped cannot be searched
/// or pasted.
public final class Columns {
    private static final String GAP = "   ";

    private Columns() {}

    /// One line per row, safe to print, without spaces at its end. All rows have as many cells as the first.
    public static List<String> lines(List<List<String>> rows) {
        List<List<String>> safe = rows.stream()
                .map(row -> row.stream().map(Printable::line).toList())
                .toList();
        var widths = new ArrayList<Integer>();
        for (int column = 0; column < safe.getFirst().size(); column++) {
            int at = column;
            widths.add(safe.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        return safe.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(row.get(column));
            line.append(" ".repeat(widths.get(column) - row.get(column).length()));
            line.append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
