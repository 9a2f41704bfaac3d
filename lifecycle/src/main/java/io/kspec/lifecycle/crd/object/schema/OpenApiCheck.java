package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.object.schema.SchemaError.Kind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Holds a value against a schema without its rules, as the API server's validator does, with what an update is
/// forgiven.
final class OpenApiCheck {
    /// Both are converted to one before they are compared, so that a change of theirs is not seen.
    private static final Set<String> NEVER_FORGIVEN = Set.of("apiVersion", "kind");

    private OpenApiCheck() {}

    /// @param past what the value was; null when it is new, or nothing is forgiven
    static List<SchemaError> errors(SchemaNode node, JsonNode value, Place at, @Nullable Correlation past) {
        return check(node, value, at, past, true).errors();
    }

    private static Tally check(SchemaNode node, JsonNode value, Place at, @Nullable Correlation past, boolean isRoot) {
        var tally = new Tally();
        if (value.isNull()) {
            ValueChecks.ofNull(node, at, tally);
        } else {
            ofValue(node, value, at, past, isRoot, tally);
        }
        if (!tally.isValid() && past != null && past.isUnchanged()) {
            tally.forgive();
        }
        return tally;
    }

    private static void ofValue(
            SchemaNode node, JsonNode value, Place at, @Nullable Correlation past, boolean isRoot, Tally tally) {
        if (!node.types().isAny()) {
            ValueChecks.type(node.types(), value, at, tally);
            tally.meet();
        }
        if (!node.branches().none()) {
            BranchChecks.check(node.branches(), value, at, tally);
        }
        tally.meet();
        switch (value.getNodeType()) {
            case STRING -> {
                ValueChecks.text(node, value, at, tally);
                tally.meet();
                if (!node.types().format().isEmpty()) {
                    tally.meet();
                }
            }
            case NUMBER -> {
                ValueChecks.number(node.limits().number(), value, at, tally);
                tally.meet();
            }
            case ARRAY -> {
                list(node, value, at, past, tally);
                tally.meet();
            }
            case OBJECT -> {
                object(node, value, at, past, isRoot, tally);
                tally.meet();
            }
            case BINARY, BOOLEAN, MISSING, NULL, POJO -> {}
        }
        ValueChecks.allowed(node.limits(), value, at, tally);
        tally.meet();
        tally.meet();
    }

    /// A branch is held against the value as if it were new: nothing in it is forgiven by itself.
    static Tally branch(SchemaNode node, JsonNode value, Place at) {
        return check(node, value, at, null, true);
    }

    private static void list(SchemaNode node, JsonNode list, Place at, @Nullable Correlation past, Tally tally) {
        SchemaNode entry = node.shape().items().orElse(null);
        if (entry != null) {
            for (int position = 0; position < list.size(); position++) {
                Correlation then = past == null ? null : past.index(position);
                tally.merge(check(entry, list.get(position), at.index(position), then, false));
            }
        }
        Limits.Range items = node.limits().items();
        if (items.isTooFew(list.size())) {
            tally.add(
                    at,
                    Kind.INVALID,
                    "must have at least %d entries".formatted(items.least().orElseThrow()));
        }
        if (items.isTooMany(list.size())) {
            tally.add(
                    at,
                    Kind.TOO_MANY,
                    "may have at most %d entries".formatted(items.most().orElseThrow()));
        }
        tally.meet();
    }

    private static void object(
            SchemaNode node, JsonNode object, Place at, @Nullable Correlation past, boolean isRoot, Tally tally) {
        Limits.Range count = node.limits().properties();
        if (count.isTooFew(object.size())) {
            tally.add(
                    at,
                    Kind.INVALID,
                    "must have at least %d fields".formatted(count.least().orElseThrow()));
        }
        if (count.isTooMany(object.size())) {
            tally.add(
                    at,
                    Kind.TOO_MANY,
                    "may have at most %d fields".formatted(count.most().orElseThrow()));
        }
        for (var field : object.properties()) {
            String name = field.getKey();
            SchemaNode declared = node.shape().field(name);
            if (declared != null) {
                Correlation then = past == null || (isRoot && NEVER_FORGIVEN.contains(name)) ? null : past.key(name);
                tally.merge(check(declared, field.getValue(), at.field(name), then, false));
            }
        }
        for (String name : node.limits().required()) {
            if (!object.has(name)) {
                tally.add(at.field(name), Kind.REQUIRED, "must be there");
            }
        }
    }
}
