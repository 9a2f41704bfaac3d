package io.kspec.lifecycle.crd.object.schema;

import java.util.List;

/// What validation found.
///
/// @param errors       empty for what the API server accepts
/// @param rulesSkipped whether CEL rules were left out because of other errors: mending those can reveal more
public record Checked(List<SchemaError> errors, boolean rulesSkipped) {
    public Checked {
        errors = List.copyOf(errors);
    }

    /// Whether the API server accepts it.
    public boolean accepted() {
        return errors.isEmpty();
    }
}
