package io.kspec.lifecycle.crd.object.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the API server would refuse about an object that is written.
///
/// **Reads** objects that are pruned and filled in by the same schema ([Pruning], [Defaulting]). The API server's
/// own checks of metadata at the root are left out: they do not depend on a schema. **Answers** every error in the
/// server's order: schema, embedded metadata, lists told apart, and, unless one of these stands in the way, CEL
/// rules. Where a rule cannot be evaluated here the error is of the kind UNKNOWN. What the rules
/// cost is counted as the API server does, which refuses objects that pass its limits ([RuleCost]); what a
/// `messageExpression` costs, which is asked where a rule fails, is not. **Cost** O(size × branches), with rules about
/// 10 µs for each. Never throws.
public final class Validation {
    private Validation() {}

    /// As a new object. What the status is worth at a create, the caller knows: with the subresource it is not there.
    public static Checked create(CompiledSchema schema, ObjectNode object) {
        var errors = new ArrayList<>(OpenApiCheck.errors(schema.root(), object, Place.ROOT, null));
        errors.addAll(EmbeddedMetadata.errors(schema.root(), object));
        ListEntries.duplicates(schema.root(), object, Place.ROOT, errors);
        return withRules(schema, object, null, Ratcheting.OFF, errors);
    }

    /// As a change of `old`, in everything but a status that has its own subresource.
    public static Checked update(CompiledSchema schema, ObjectNode old, ObjectNode now, Ratcheting ratcheting) {
        Correlation past =
                switch (ratcheting) {
                    case ON -> new Correlation(now, old, schema.root());
                    case OFF -> null;
                };
        var errors = new ArrayList<>(OpenApiCheck.errors(schema.root(), now, Place.ROOT, past));
        return afterSchema(schema, old, now, ratcheting, errors);
    }

    /// As a change of the status alone, through its subresource.
    public static Checked statusUpdate(CompiledSchema schema, ObjectNode old, ObjectNode now, Ratcheting ratcheting) {
        var errors = new ArrayList<SchemaError>();
        JsonNode status = now.get("status");
        SchemaNode declared = schema.root().shape().properties().get("status");
        if (status != null && declared != null) {
            Correlation past =
                    switch (ratcheting) {
                        case ON -> new Correlation(now, old, schema.root()).key("status");
                        case OFF -> null;
                    };
            errors.addAll(OpenApiCheck.errors(declared, status, Place.ROOT.field("status"), past));
        }
        return afterSchema(schema, old, now, ratcheting, errors);
    }

    private static Checked afterSchema(
            CompiledSchema schema, ObjectNode old, ObjectNode now, Ratcheting ratcheting, List<SchemaError> errors) {
        errors.addAll(EmbeddedMetadata.errors(schema.root(), now));
        var before = new ArrayList<SchemaError>();
        ListEntries.duplicates(schema.root(), old, Place.ROOT, before);
        if (before.isEmpty()) {
            ListEntries.duplicates(schema.root(), now, Place.ROOT, errors);
        }
        return withRules(schema, now, old, ratcheting, errors);
    }

    private static Checked withRules(
            CompiledSchema schema,
            ObjectNode now,
            @Nullable ObjectNode old,
            Ratcheting ratcheting,
            List<SchemaError> errors) {
        if (!schema.root().rules().below()) {
            return new Checked(errors, false, RuleCost.NONE);
        }
        if (errors.stream().anyMatch(error -> error.kind().blocksRules())) {
            return new Checked(errors, true, RuleCost.NONE);
        }
        RuleCheck.Asked asked = RuleCheck.ask(schema.root(), now, old, ratcheting);
        errors.addAll(asked.errors());
        return new Checked(errors, false, asked.cost());
    }
}
