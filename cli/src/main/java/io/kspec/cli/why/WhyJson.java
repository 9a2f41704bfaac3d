package io.kspec.cli.why;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.admission.Decision;
import io.kspec.core.exemption.Exemption;
import io.kspec.core.verdict.SubjectRef;
import io.kspec.core.verdict.Violation;
import io.kspec.core.why.Answer;
import io.kspec.core.why.RuleAnswer;
import io.kspec.core.why.SpecificationAnswer;
import io.kspec.core.why.Why;
import java.util.List;
import java.util.Locale;

/// The answers for programs: `{"objects": [{"subject": …, "specifications": […], "admission": …}]}`.
final class WhyJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private WhyJson() {}

    static ObjectNode of(List<Why> objects) {
        ObjectNode json = JSON.objectNode();
        ArrayNode list = json.putArray("objects");
        objects.forEach(why -> list.add(of(why)));
        return json;
    }

    private static ObjectNode of(Why why) {
        ObjectNode json = JSON.objectNode();
        json.set("subject", subject(why.subject()));
        ArrayNode specifications = json.putArray("specifications");
        why.specifications().forEach(specification -> specifications.add(of(specification)));
        json.set("admission", admission(why));
        return json;
    }

    private static ObjectNode of(SpecificationAnswer specification) {
        ObjectNode json = JSON.objectNode()
                .put("specification", specification.specification())
                .put("mode", specification.mode().name().toLowerCase(Locale.ROOT))
                .put("active", specification.active());
        ArrayNode rules = json.putArray("rules");
        specification.rules().forEach(rule -> rules.add(of(rule)));
        ArrayNode notes = json.putArray("notes");
        specification.notes().forEach(notes::add);
        return json;
    }

    private static ObjectNode of(RuleAnswer rule) {
        ObjectNode json = JSON.objectNode()
                .put("rule", rule.rule().toString())
                .put("check", rule.card().check())
                .put("severity", rule.card().severity().word())
                .put("askedBy", rule.asking().field());
        ArrayNode sources = json.putArray("declaredBy");
        rule.asking().sources().forEach(sources::add);
        json.put("verdict", WhyText.word(rule.answer()));
        switch (rule.answer()) {
            case Answer.Passed passed -> json.put("message", passed.note());
            case Answer.Broken broken -> violations(json, broken.violations());
            case Answer.Pardoned pardoned -> {
                json.set("exemption", exemption(pardoned.exemption()));
                violations(json, pardoned.violations());
            }
            case Answer.Question question -> json.put("message", question.question());
            case Answer.Unread unread -> json.put("message", unread.why().sentence());
            case Answer.NotAsked notAsked -> json.put("message", notAsked.because());
        }
        return json;
    }

    private static void violations(ObjectNode json, List<Violation> violations) {
        ArrayNode list = json.putArray("violations");
        violations.forEach(violation -> list.addObject()
                .put("path", violation.path().dotted())
                .put("container", violation.subject().container())
                .put("observed", violation.observed())
                .put("demanded", violation.demanded())
                .put("fix", violation.fix()));
    }

    private static ObjectNode exemption(Exemption exemption) {
        ObjectNode json = JSON.objectNode()
                .put("name", exemption.name())
                .put("reason", exemption.reason())
                .put("approver", exemption.approver());
        exemption.expires().ifPresent(end -> json.put("expiresAt", end.toString()));
        return json;
    }

    private static ObjectNode admission(Why why) {
        ObjectNode json = JSON.objectNode();
        if (why.admission().isEmpty()) {
            return json.put("answer", "LeftAlone");
        }
        switch (why.admission().get()) {
            case Decision.Admit _ -> json.put("answer", "Admit");
            case Decision.Warn warn -> {
                ArrayNode warnings = json.put("answer", "Warn").putArray("warnings");
                warn.warnings().forEach(warnings::add);
            }
            case Decision.Refuse refuse -> json.put("answer", "Refuse").put("message", refuse.message());
        }
        return json;
    }

    private static ObjectNode subject(SubjectRef subject) {
        return JSON.objectNode()
                .put("apiVersion", subject.apiVersion())
                .put("kind", subject.kind())
                .put("namespace", subject.namespace())
                .put("name", subject.name());
    }
}
