package io.kspec.lifecycle.crd.object.schema;

import java.util.ArrayList;
import java.util.List;

/// What one schema found in one value: errors, and how many checks were met, by which the API server chooses the
/// branch of an `anyOf` whose errors it tells.
final class Tally {
    private final List<SchemaError> errors = new ArrayList<>(0);
    private int met;

    List<SchemaError> errors() {
        return errors;
    }

    int met() {
        return met;
    }

    boolean isValid() {
        return errors.isEmpty();
    }

    void meet() {
        met++;
    }

    /// Counted once, however often it is found.
    void add(SchemaError error) {
        if (!errors.contains(error)) {
            errors.add(error);
        }
    }

    void add(Place at, SchemaError.Kind kind, String message) {
        add(at.error(kind, message));
    }

    void merge(Tally other) {
        other.errors.forEach(this::add);
        met += other.met;
    }

    /// What is forgiven still counts as looked at.
    void forgive() {
        errors.clear();
    }
}
