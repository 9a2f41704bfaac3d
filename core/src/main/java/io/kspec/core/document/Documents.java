package io.kspec.core.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
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

    private static final int LARGEST_DOCUMENT = 3 * 1024 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

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
        String clean = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        var parsed = new ArrayList<Parsed>();
        for (Part part : Part.of(clean)) {
            try {
                for (Tree tree : trees(part)) {
                    object(source, part, tree).forEach(parsed::add);
                }
            } catch (DocumentBrokenException broken) {
                parsed.add(broken.in(source));
            }
        }
        return List.copyOf(parsed);
    }

    private static List<Tree> trees(Part part) {
        if (!JsonText.looksLike(part.text())) {
            return YamlText.read(part.text(), part.firstLine()).stream().toList();
        }
        try {
            return JsonText.read(part.text(), part.firstLine());
        } catch (DocumentBrokenException noJson) {
            try {
                return YamlText.read(part.text(), part.firstLine()).stream().toList(); // {a: b} is YAML
            } catch (DocumentBrokenException noYamlEither) {
                throw noJson;
            }
        }
    }

    private static List<? extends Parsed> object(String source, Part part, Tree tree) {
        JsonNode json = tree.json();
        if (json.isNull()) {
            return List.of();
        }
        Position start = tree.place().value();
        if (!json.isObject()) {
            return List.of(new Broken(
                    source,
                    start,
                    "the document is %s, not an object".formatted(json.isArray() ? "a list" : "a single value"),
                    "Write apiVersion, kind and metadata, one object per document."));
        }
        var document = new Document(source, json, new Positions(tree.place()));
        if (part.text().length() > LARGEST_DOCUMENT && !document.isList()) {
            return List.of(new Broken(
                    source,
                    start,
                    "the document has %,d characters, more than %,d"
                            .formatted(part.text().length(), LARGEST_DOCUMENT),
                    "The API server refuses it too: split the object."));
        }
        return document.flattened();
    }
}
