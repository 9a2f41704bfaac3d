package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.INFO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.VersionPair;
import io.kspec.lifecycle.crd.rule.VersionRule;
import io.kspec.lifecycle.crd.schema.Json;
import io.kspec.lifecycle.crd.schema.Keywords;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tables of `kubectl get` look otherwise.
public final class PrinterColumnChanged implements VersionRule {
    public static final RuleCard CARD = RuleCard.of(
                    108, "printer-column-changed", "additionalPrinterColumns", "screens, and scripts that read them")
            .up(INFO)
            .back(INFO);

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(VersionPair version) {
        Map<String, JsonNode> before = columns(version.before());
        Map<String, JsonNode> after = columns(version.after());
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name ->
                        !Json.same(before.getOrDefault(name, Keywords.ANY), after.getOrDefault(name, Keywords.ANY)))
                .map(name -> CARD.found(
                        version.where(),
                        told(before, name),
                        told(after, name),
                        "The column %s of %s is shown otherwise.".formatted(name, version.name())))
                .toList();
    }

    private static Map<String, JsonNode> columns(CrdVersion version) {
        var columns = new TreeMap<String, JsonNode>();
        version.printerColumns()
                .forEach(column -> columns.put(column.path("name").asText(""), withoutDefaults(column)));
        return columns;
    }

    /// A priority of 0 is what leaving it out says.
    private static JsonNode withoutDefaults(JsonNode column) {
        return column.path("priority").asInt(0) == 0 && column instanceof ObjectNode object
                ? object.deepCopy().without("priority")
                : column;
    }

    private static String told(Map<String, JsonNode> columns, String name) {
        return columns.containsKey(name) ? "column " + name : "";
    }
}
