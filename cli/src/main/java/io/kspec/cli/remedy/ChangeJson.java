package io.kspec.cli.remedy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.remedy.Remediated;

/// One changed field for programs.
final class ChangeJson {
    private ChangeJson() {}

    /// `{"rule", "at", "path", "old", "new"}`; a value that was or is absent is left out.
    static ObjectNode of(Remediated.Entry entry) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("rule", entry.rule())
                .put("at", entry.at())
                .put("path", entry.change().spot().pointer());
        entry.change().before().ifPresent(value -> json.set("old", value));
        entry.change().after().ifPresent(value -> json.set("new", value));
        return json;
    }
}
