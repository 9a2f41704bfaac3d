package io.kspec.cli.server.answer;

import io.kspec.cli.terminal.Columns;
import java.util.ArrayList;
import java.util.List;

/// Tables with a header.
public final class Tables {
    private Tables() {}

    public static List<String> lines(List<String> header, List<List<String>> rows) {
        var all = new ArrayList<List<String>>();
        all.add(header);
        all.addAll(rows);
        return Columns.lines(all);
    }

    /// The first columns, and the rest of them only where every column is wanted.
    public static List<String> narrowed(boolean wide, int columns, List<String> row) {
        return wide ? row : row.subList(0, columns);
    }
}
