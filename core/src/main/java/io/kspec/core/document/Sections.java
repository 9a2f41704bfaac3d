package io.kspec.core.document;

import java.util.List;
import java.util.stream.Collectors;

/// A text cut into its documents, so that one can be changed and all others stay as they are.
///
/// @param mark the byte order mark that the text begins with, mostly nothing
/// @param list never empty
public record Sections(String mark, List<Section> list) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public Sections {
        list = List.copyOf(list);
    }

    /// Cuts any text; never throws. What cannot be read is [Broken] in its section.
    ///
    /// @param source names the text in positions
    public static Sections of(String source, String text) {
        String mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
        return new Sections(
                mark,
                Part.of(text.substring(mark.length())).stream()
                        .flatMap(part -> Section.of(source, part).stream())
                        .toList());
    }

    /// The whole text; of sections as they were read, the very text that was read.
    public String text() {
        return mark + list.stream().map(Section::text).collect(Collectors.joining());
    }
}
