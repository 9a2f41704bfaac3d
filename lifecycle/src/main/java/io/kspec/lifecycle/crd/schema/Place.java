package io.kspec.lifecycle.crd.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayDeque;
import java.util.Optional;

/// A place in a schema, from its root through properties, items of lists and values of maps. It is written out only
/// when it is asked for: a walk passes many places and tells of few.
public final class Place {
    public static final Place ROOT = new Place(Optional.empty(), Step.ROOT, "");

    private enum Step {
        ROOT,
        PROPERTY,
        ITEMS,
        VALUES
    }

    private final Optional<Place> parent;
    private final Step step;
    private final String name;

    private Place(Optional<Place> parent, Step step, String name) {
        this.parent = parent;
        this.step = step;
        this.name = name;
    }

    public Place property(String property) {
        return new Place(Optional.of(this), Step.PROPERTY, property);
    }

    public Place items() {
        return new Place(Optional.of(this), Step.ITEMS, "[]");
    }

    public Place values() {
        return new Place(Optional.of(this), Step.VALUES, "{}");
    }

    public boolean isRoot() {
        return step == Step.ROOT;
    }

    public boolean isItems() {
        return step == Step.ITEMS;
    }

    /// The place this is a property, an item or a value of; empty for the root.
    public Optional<Place> parent() {
        return parent;
    }

    /// The name of the property; `[]` and `{}` for items and values; empty for the root.
    public String name() {
        return name;
    }

    /// Whether this is the property `name` of the root's property `parent`.
    public boolean is(String above, String property) {
        return step == Step.PROPERTY
                && name.equals(property)
                && parent.filter(place -> place.isTopLevel(above)).isPresent();
    }

    /// Whether this is that property of the root.
    public boolean isTopLevel(String property) {
        return step == Step.PROPERTY
                && name.equals(property)
                && parent.filter(Place::isRoot).isPresent();
    }

    /// The node of a schema at this place; a missing node when it declares none.
    public JsonNode in(JsonNode schema) {
        return switch (step) {
            case ROOT -> schema;
            case PROPERTY -> above(schema).path("properties").path(name);
            case ITEMS -> Keywords.items(above(schema));
            case VALUES -> Keywords.values(above(schema));
        };
    }

    private JsonNode above(JsonNode schema) {
        return parent.map(place -> place.in(schema)).orElse(MissingNode.getInstance());
    }

    /// Dotted, `[]` for items and `{}` for values: `spec.dnsNames[]`. A name that is no plain word stands in
    /// brackets: `spec['a.b']`.
    public String text() {
        var steps = new ArrayDeque<Place>();
        for (Optional<Place> at = Optional.of(this); at.isPresent(); at = at.get().parent) {
            steps.push(at.get());
        }
        var text = new StringBuilder();
        for (Place at : steps) {
            switch (at.step) {
                case ROOT -> {}
                case ITEMS, VALUES -> text.append(at.name);
                case PROPERTY -> appendName(text, at.name);
            }
        }
        return text.toString();
    }

    private static void appendName(StringBuilder text, String name) {
        boolean plain = !name.isEmpty() && name.chars().noneMatch(letter -> ".[]{}/' ".indexOf(letter) >= 0);
        if (plain) {
            text.append(text.isEmpty() ? "" : ".").append(name);
        } else {
            text.append("['").append(name).append("']");
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
