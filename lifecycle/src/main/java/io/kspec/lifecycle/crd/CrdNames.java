package io.kspec.lifecycle.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/// The names of a kind, with those that the API server fills in when a manifest leaves them out.
public record CrdNames(
        String kind,
        String plural,
        String singular,
        String listKind,
        List<String> shortNames,
        List<String> categories) {
    public CrdNames {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
    }

    static CrdNames of(JsonNode names) {
        String kind = names.path("kind").asText("");
        return new CrdNames(
                kind,
                names.path("plural").asText(""),
                orElse(names.path("singular").asText(""), kind.toLowerCase(Locale.ROOT)),
                orElse(names.path("listKind").asText(""), kind + "List"),
                Texts.of(names.path("shortNames")),
                Texts.of(names.path("categories")));
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }
}
