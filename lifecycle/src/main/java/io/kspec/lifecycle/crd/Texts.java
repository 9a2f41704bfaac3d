package io.kspec.lifecycle.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// Reads lists of words.
final class Texts {
    private Texts() {}

    /// The texts of a list, in its order; empty when it is none.
    static List<String> of(JsonNode list) {
        var texts = new ArrayList<String>(list.size());
        list.forEach(item -> texts.add(item.asText("")));
        return texts;
    }
}
