package io.kspec.core.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.verdict.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One document's share of a text: with its marker and comments, and what it holds.
///
/// @param firstLine the line of the source at which the share begins
/// @param root what was written, a list as a list; empty when there is no value or none that can be read
/// @param parsed the objects, those of a list one by one, or why there are none
public record Section(
        String source, String text, int firstLine, Format format, Optional<JsonNode> root, List<Parsed> parsed) {
    /// What to do about a text that [#looksLikeTemplate].
    public static final String RENDER_FIRST =
            "It looks like a template: render it first, for example with helm template, and read the result.";

    private static final int LARGEST_DOCUMENT = 3 * 1024 * 1024;

    public Section {
        parsed = List.copyOf(parsed);
    }

    /// How a section is written.
    public enum Format {
        YAML,
        JSON
    }

    /// Whether a text holds what templates are recognised by.
    public static boolean looksLikeTemplate(String text) {
        return text.contains("{{");
    }

    /// The section read anew from another text, which must be one document.
    public Section with(String other) {
        List<Section> read = of(source, new Part(other, firstLine));
        return read.size() == 1
                ? read.getFirst()
                : new Section(source, other, firstLine, format, Optional.empty(), List.of());
    }

    /// Mostly one section; several where JSON objects follow each other without a marker.
    static List<Section> of(String source, Part part) {
        try {
            return JsonText.looksLike(part.text()) ? json(source, part) : List.of(yaml(source, part));
        } catch (DocumentBrokenException broken) {
            return List.of(section(source, part, Format.YAML, Optional.empty(), List.of(broken.in(source))));
        }
    }

    private static List<Section> json(String source, Part part) {
        try {
            return json(source, part, JsonText.read(part.text(), part.firstLine()));
        } catch (DocumentBrokenException noJson) {
            try {
                return List.of(yaml(source, part)); // {a: b} is YAML
            } catch (DocumentBrokenException noYamlEither) {
                throw noJson;
            }
        }
    }

    private static List<Section> json(String source, Part part, List<JsonText.Value> values) {
        var sections = new ArrayList<Section>();
        int begin = 0;
        int line = part.firstLine();
        for (int index = 0; index < values.size(); index++) {
            JsonText.Value value = values.get(index);
            int end = index == values.size() - 1 ? part.text().length() : value.end();
            var share = new Part(part.text().substring(begin, end), line);
            sections.add(holding(source, share, Format.JSON, value.tree()));
            line += (int) share.text().chars().filter(sign -> sign == '\n').count();
            begin = end;
        }
        return sections;
    }

    private static Section yaml(String source, Part part) {
        return YamlText.read(part.text(), part.firstLine())
                .map(tree -> holding(source, part, Format.YAML, tree))
                .orElseGet(() -> section(source, part, Format.YAML, Optional.empty(), List.of()));
    }

    private static Section holding(String source, Part part, Format format, Tree tree) {
        return section(source, part, format, Optional.of(tree.json()), objects(source, part, tree));
    }

    private static Section section(
            String source, Part part, Format format, Optional<JsonNode> root, List<? extends Parsed> parsed) {
        return new Section(source, part.text(), part.firstLine(), format, root, List.copyOf(parsed));
    }

    private static List<? extends Parsed> objects(String source, Part part, Tree tree) {
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
        var document = new Document(source, FieldPath.ROOT, json, new Positions(tree.place()));
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
