package io.kspec.cli.server.answer;

import io.kspec.cli.terminal.Columns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One object for people: a line for each thing that is known of it, then tables.
public final class Sheet {
    private final List<List<String>> facts = new ArrayList<>();
    private final List<String> below = new ArrayList<>();

    /// Left out when there is no value.
    public Sheet fact(String name, @Nullable Object value) {
        String text = Cells.text(value);
        if (!text.equals(Cells.NOTHING)) {
            facts.add(List.of(name + ":", text));
        }
        return this;
    }

    /// A table below the facts; left out when it has no row.
    public Sheet table(List<String> header, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            below.add("");
            below.addAll(Tables.lines(header, rows));
        }
        return this;
    }

    /// A line below all that stands already.
    public Sheet line(String text) {
        below.add(text);
        return this;
    }

    public List<String> lines() {
        var lines = new ArrayList<>(Columns.lines(facts));
        lines.addAll(below);
        return lines;
    }
}
