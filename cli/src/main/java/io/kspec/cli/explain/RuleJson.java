package io.kspec.cli.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.rule.RuleKind;
import java.util.List;

/// Rules for programs: `{"rules": [{"name": …, "controls": […]}]}`.
final class RuleJson {
    private RuleJson() {}

    static ObjectNode of(List<RuleKind> kinds) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode rules = json.putArray("rules");
        kinds.forEach(kind -> rules.add(of(kind)));
        return json;
    }

    private static ObjectNode of(RuleKind kind) {
        RuleCard card = kind.card();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", kind.name())
                .put("check", card.check())
                .put("severity", card.severity().word())
                .put("category", card.category().word())
                .put("title", card.title())
                .put("why", card.why())
                .put("fix", card.fix())
                .put("askedBy", "spec." + kind.askedBy());
        ArrayNode doors = json.putArray("doors");
        kind.doors().forEach(door -> doors.add(door.word()));
        ArrayNode controls = json.putArray("controls");
        card.controls().forEach(control -> controls.addObject()
                .put("framework", control.framework())
                .put("id", control.id())
                .put("title", RuleText.title(control))
                .put("strength", control.strength().word()));
        return json;
    }
}
