package io.kspec.core.document;

import java.util.List;

/// Reads YAML and JSON text as Kubernetes does.
///
/// **Takes** any number of documents divided by `---`, or JSON objects one after the other. Lists are opened: what
/// they hold stands in the answer, not they.
/// **Answers** one entry per object and one per broken document, in the order of the text; empty documents are left
/// out. Never throws.
/// **Refuses** texts over 50 MB and objects over 3 MiB, which no API server takes; keys that stand twice; documents
/// that are nested too deep or grow too large once their aliases are written out.
public final class Documents {
    /// In characters.
    public static final int LARGEST_TEXT = 50_000_000;

    private Documents() {}

    /// Reads everything that `text` holds.
    ///
    /// @param source names the text in positions, for example the file as the user wrote it
    public static List<Parsed> read(String source, String text) {
        if (text.length() > LARGEST_TEXT) {
            return List.of(new Broken(
                    source,
                    Position.START,
                    "the text has %,d characters, more than %,d".formatted(text.length(), LARGEST_TEXT),
                    "Split it into several files."));
        }
        return Sections.of(source, text).list().stream()
                .flatMap(section -> section.parsed().stream())
                .toList();
    }
}
