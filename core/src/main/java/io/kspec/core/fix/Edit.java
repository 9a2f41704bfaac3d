package io.kspec.core.fix;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.verdict.FieldPath;

/// One change to an object. Paths are from the object's root; lists are addressed by index as they stand before any
/// edit of the same fix.
public sealed interface Edit {
    FieldPath path();

    /// Sets the field to the value; objects on the way that are missing are made, a list index equal to the list's
    /// length appends.
    record Put(FieldPath path, JsonNode value) implements Edit {}

    /// Takes the field, or the element of a list, away; nothing happens where there is none.
    record Remove(FieldPath path) implements Edit {}
}
