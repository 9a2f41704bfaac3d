package io.kspec.lifecycle.crd.object.schema;

import org.jspecify.annotations.Nullable;

/// Where a walk through an object stands. Costs one small object for a step; the text is made when it is asked for.
record Place(@Nullable Place parent, String segment) {
    static final Place ROOT = new Place(null, "");

    Place field(String name) {
        return new Place(this, name);
    }

    Place index(int position) {
        return new Place(this, Integer.toString(position));
    }

    boolean isRoot() {
        return parent == null;
    }

    /// RFC 6901.
    String pointer() {
        var text = new StringBuilder();
        append(text);
        return text.toString();
    }

    private void append(StringBuilder text) {
        if (parent != null) {
            parent.append(text);
            text.append('/').append(segment.replace("~", "~0").replace("/", "~1"));
        }
    }

    SchemaError error(SchemaError.Kind kind, String message) {
        return new SchemaError(pointer(), kind, message);
    }
}
