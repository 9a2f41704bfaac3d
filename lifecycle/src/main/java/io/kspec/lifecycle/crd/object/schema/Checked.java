package io.kspec.lifecycle.crd.object.schema;

import java.util.List;

/// What validation found.
///
/// @param errors       empty for what the API server accepts
/// @param rulesSkipped whether CEL rules were left out because of other errors: mending those can reveal more
/// @param cost         of the CEL rules
public record Checked(List<SchemaError> errors, boolean rulesSkipped, RuleCost cost) {
    public Checked {
        errors = List.copyOf(errors);
    }

    /// Whether the API server accepts it.
    public boolean accepted() {
        return errors.isEmpty();
    }
}
