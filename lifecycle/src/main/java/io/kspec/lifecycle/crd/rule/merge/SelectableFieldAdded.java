package io.kspec.lifecycle.crd.rule.merge;

import static io.kspec.lifecycle.crd.Severity.BREAK;
import static io.kspec.lifecycle.crd.Severity.OK;
import static io.kspec.lifecycle.crd.Severity.REJECT;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.CrdVersion;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.VersionPair;
import io.kspec.lifecycle.crd.rule.VersionRule;
import io.kspec.lifecycle.crd.schema.Keywords;
import io.kspec.lifecycle.crd.schema.SchemaType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Objects can be selected by another field.
public final class SelectableFieldAdded implements VersionRule {
    public static final RuleCard CARD = RuleCard.of(
                    107,
                    "selectable-field-added",
                    "an entry of selectableFields is new",
                    "refused when there are more than 8, or the field is no text, boolean or integer")
            .up(OK, REJECT)
            .back(BREAK);

    private static final int MOST = 8;
    private static final Set<String> TYPES = Set.of("string", "boolean", "integer");

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public List<Finding> judge(VersionPair version) {
        Set<String> all = Selectable.paths(version.after());
        var added = new TreeSet<String>(all);
        added.removeAll(Selectable.paths(version.before()));
        return added.stream()
                .map(path -> {
                    boolean taken = all.size() <= MOST && TYPES.contains(type(version.after(), path));
                    return CARD.found(
                            Selectable.where(version, path),
                            "",
                            path,
                            taken
                                    ? "Objects can be selected by %s; such requests fail after going back."
                                            .formatted(path)
                                    : ("The API server refuses to select by %s: at most %d fields, each a "
                                                    + "text, boolean or integer.")
                                            .formatted(path, MOST),
                            taken ? OK : REJECT,
                            BREAK);
                })
                .toList();
    }

    private static String type(CrdVersion version, String path) {
        JsonNode node = version.schema().orElse(Keywords.ANY);
        for (String name : path.split("\\.", -1)) {
            node = name.isEmpty() ? node : node.path("properties").path(name);
        }
        return SchemaType.of(node);
    }
}
