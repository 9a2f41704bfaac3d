package io.kspec.core.rule.observability;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.rule.Category;
import io.kspec.core.rule.Control;
import io.kspec.core.rule.RuleCard;
import io.kspec.core.verdict.Severity;
import io.kspec.core.verdict.SubjectRef;
import java.util.List;
import java.util.stream.StreamSupport;

/// What the rules about observability share: their cards, and how a pod says that it is ready.
final class Signals {
    static final SubjectRef CLUSTER = new SubjectRef("", "Cluster", "", "cluster", "");

    private Signals() {}

    static RuleCard card(String check, String title, String why, String fix, List<Control> controls) {
        return new RuleCard(check, Category.OBSERVABILITY, Severity.MEDIUM, title, why, fix, controls);
    }

    /// Whether the object has a condition of this type that is True.
    static boolean isTrue(JsonNode object, String type) {
        return StreamSupport.stream(object.path("status").path("conditions").spliterator(), false)
                .anyMatch(condition -> condition.path("type").asText("").equals(type)
                        && condition.path("status").asText("").equals("True"));
    }
}
