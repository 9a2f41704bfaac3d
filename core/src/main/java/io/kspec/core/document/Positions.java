package io.kspec.core.document;

import io.kspec.core.verdict.FieldPath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the fields of one object stand in the text it was read from. Immutable.
public final class Positions {
    private final Place root;

    Positions(Place root) {
        this.root = root;
    }

    /// Where a field's key stands; for an item of a list, and for the object itself, where it begins.
    public Optional<Position> key(FieldPath path) {
        return place(path).map(Place::key);
    }

    /// Where a field's value begins.
    public Optional<Position> value(FieldPath path) {
        return place(path).map(Place::value);
    }

    /// Where to look for a field that may be absent: its key, or the key of the nearest field around it.
    public Position nearest(FieldPath path) {
        Place place = root;
        for (String segment : path.segments()) {
            Place next = below(place, segment);
            if (next == null) {
                return place.key();
            }
            place = next;
        }
        return place.key();
    }

    /// The positions of the object at `path`, with paths from there.
    Optional<Positions> below(FieldPath path) {
        return place(path).map(Positions::new);
    }

    private Optional<Place> place(FieldPath path) {
        Place place = root;
        for (String segment : path.segments()) {
            Place next = below(place, segment);
            if (next == null) {
                return Optional.empty();
            }
            place = next;
        }
        return Optional.of(place);
    }

    private static @Nullable Place below(Place place, String segment) {
        Place field = place.fields().get(segment);
        return field == null ? item(place.items(), segment) : field;
    }

    private static @Nullable Place item(List<Place> items, String segment) {
        if (items.isEmpty() || segment.isEmpty() || !segment.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        try {
            int index = Integer.parseInt(segment);
            return index < items.size() ? items.get(index) : null;
        } catch (NumberFormatException beyondEveryList) {
            return null;
        }
    }
}
