package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.object.schema.CelProgram.Evaluated;
import io.kspec.lifecycle.crd.object.schema.SchemaError.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the CEL rules of a schema about an object.
///
/// A rule of a node is asked where the node's value is there and not null; one that compares with the value before
/// only where that is there too, unless it takes it as an optional. A rule that fails is forgiven where its node, or
/// for one that has no counterpart its nearest matched ancestor, is unchanged; one that compares never is. Nothing
/// forgives what costs too much, and no rule is asked after that.
final class RuleCheck {
    private static final Evaluated NOT_EVALUATED = new Evaluated(CelProgram.Answer.UNKNOWN, 0);

    private final List<SchemaError> errors = new ArrayList<>();
    private RuleCost cost = RuleCost.NONE;
    private boolean ended;

    private RuleCheck() {}

    /// What a rule is forgiven by.
    ///
    /// @param here     the node itself beside what it was; null when there is nothing to compare it with
    /// @param ancestor the nearest one that has a counterpart; null at the root, and when nothing is forgiven
    private record Past(
            @Nullable Correlation here, @Nullable Correlation ancestor) {
        static final Past NONE = new Past(null, null);

        boolean forgives() {
            Correlation matched = here != null ? here : ancestor;
            return matched != null && matched.isUnchanged();
        }

        Past key(String name) {
            if (here == null) {
                return this;
            }
            boolean ofTheEnvelope = ancestor == null && (name.equals("apiVersion") || name.equals("kind"));
            return ofTheEnvelope ? NONE : new Past(here.key(name), here);
        }

        Past index(int position) {
            return here == null ? this : new Past(here.index(position), here);
        }
    }

    /// What the rules say, and what asking them costs.
    record Asked(List<SchemaError> errors, RuleCost cost) {}

    static Asked ask(SchemaNode root, JsonNode now, @Nullable JsonNode old, Ratcheting ratcheting) {
        var check = new RuleCheck();
        Past past =
                switch (ratcheting) {
                    case ON -> old == null ? Past.NONE : new Past(new Correlation(now, old, root), null);
                    case OFF -> Past.NONE;
                };
        check.node(root, now, old, Place.ROOT, past);
        return new Asked(check.errors, check.cost);
    }

    private void node(SchemaNode node, JsonNode now, @Nullable JsonNode old, Place at, Past past) {
        if (ended || now.isNull() || !node.rules().below()) {
            return;
        }
        if (!node.rules().here().isEmpty()) {
            rules(node.rules().here(), node, now, old, at, past);
        }
        if (now.isArray()) {
            list(node, now, old, at, past);
        } else if (now.isObject()) {
            object(node, now, old, at, past);
        }
    }

    private void object(SchemaNode node, JsonNode now, @Nullable JsonNode old, Place at, Past past) {
        for (var field : now.properties()) {
            String name = field.getKey();
            SchemaNode declared = node.shape().field(name);
            if (declared != null) {
                JsonNode then = old != null && old.isObject() ? old.get(name) : null;
                node(declared, field.getValue(), then, at.field(name), past.key(name));
            }
        }
    }

    private void list(SchemaNode node, JsonNode now, @Nullable JsonNode old, Place at, Past past) {
        Optional<SchemaNode> entry = node.shape().items();
        if (entry.isEmpty()) {
            return;
        }
        boolean matched = old != null && old.isArray() && node.shape().list().isMap();
        for (int position = 0; position < now.size(); position++) {
            JsonNode item = now.get(position);
            JsonNode then = matched && old != null
                    ? ListEntries.sameKeys(node.shape().list(), item, old).orElse(null)
                    : null;
            node(entry.get(), item, then, at.index(position), past.index(position));
        }
    }

    private void rules(
            List<CelRule> rules, SchemaNode node, JsonNode now, @Nullable JsonNode old, Place at, Past past) {
        boolean hasOld = old != null && !old.isNull();
        for (CelRule rule : rules) {
            if (rule.usesOldSelf() && !hasOld && !rule.optionalOldSelf()) {
                continue;
            }
            Evaluated evaluated = rule.program()
                    .map(program -> program.evaluate(name -> switch (name) {
                        case CelLanguage.SELF -> Optional.of(CelValues.lazy(now, node, at.isRoot()));
                        case CelLanguage.OLD_SELF -> oldSelf(rule, old, node, at);
                        default -> Optional.empty();
                    }))
                    .orElse(NOT_EVALUATED);
            cost = cost.and(evaluated.cost());
            if (cost.total() > RuleCost.MOST_OF_ALL) {
                end(at, "its rules cost more than %,d together".formatted(RuleCost.MOST_OF_ALL));
            } else {
                tell(rule, evaluated.answer(), at, !rule.usesOldSelf() && past.forgives());
            }
            if (ended) {
                return;
            }
        }
    }

    private static Optional<Object> oldSelf(CelRule rule, @Nullable JsonNode old, SchemaNode node, Place at) {
        Optional<Object> value =
                old == null || old.isNull() ? Optional.empty() : Optional.of(CelValues.lazy(old, node, at.isRoot()));
        return rule.optionalOldSelf() ? Optional.of(value) : value;
    }

    private void tell(CelRule rule, CelProgram.Answer answer, Place at, boolean forgiven) {
        switch (answer) {
            case HOLDS -> {}
            case FAILS -> {
                if (!forgiven) {
                    Place field = at;
                    for (String segment : rule.field()) {
                        field = field.field(segment);
                    }
                    errors.add(field.error(rule.reason(), rule.text()));
                }
            }
            case ERROR -> errors.add(at.error(Kind.INVALID, "comes to an error in the rule: " + rule.text()));
            case TOO_COSTLY ->
                end(at, "costs more than %,d in the rule: %s".formatted(RuleCost.MOST_OF_ONE, rule.text()));
            case UNKNOWN -> {
                if (!forgiven) {
                    errors.add(at.error(Kind.UNKNOWN, "cannot be evaluated here: " + rule.text()));
                }
            }
        }
    }

    private void end(Place at, String because) {
        ended = true;
        errors.add(at.error(Kind.INVALID, because));
    }
}
