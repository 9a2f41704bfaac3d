package io.kspec.core.document;

import java.util.List;
import java.util.Map;

/// Where a value stands, and where everything below it stands.
///
/// @param size how many values there are, this one included and every alias counted as what it stands for
record Place(Position key, Position value, Map<String, Place> fields, List<Place> items, int size) {
    /// The same place under a key of its own.
    Place keyedAt(Position at) {
        return new Place(at, value, fields, items, size);
    }

    /// The same content where an alias stands for it.
    Place aliasedAt(Position at) {
        return new Place(at, at, fields, items, size);
    }
}
