package io.kspec.lifecycle.crd.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.schema.Json;
import io.kspec.lifecycle.crd.schema.Keywords;
import io.kspec.lifecycle.crd.schema.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A place that two schemas declare, with what stood there and what stands there now.
public final class NodePair {
    private static final Set<String> EVERY_OBJECT_HAS = Set.of("apiVersion", "kind", "metadata");
    private static final String EMBEDDED = "x-kubernetes-embedded-resource";

    private final SchemaContext context;
    private final Optional<NodePair> above;
    private final Place place;
    private final JsonNode before;
    private final JsonNode after;
    private final Set<String> differing;

    private NodePair(SchemaContext context, Optional<NodePair> above, Place place, JsonNode before, JsonNode after) {
        this.context = context;
        this.above = above;
        this.place = place;
        this.before = before;
        this.after = after;
        this.differing = Keywords.differing(before, after);
    }

    /// The two roots.
    public static NodePair root(SchemaContext context, JsonNode before, JsonNode after) {
        return new NodePair(context, Optional.empty(), Place.ROOT, before, after);
    }

    /// A pair below this one.
    public NodePair below(Place deeper, JsonNode old, JsonNode next) {
        return new NodePair(context, Optional.of(this), deeper, old, next);
    }

    public SchemaContext context() {
        return context;
    }

    /// Empty for the root.
    public Optional<NodePair> above() {
        return above;
    }

    public Place place() {
        return place;
    }

    public JsonNode before() {
        return before;
    }

    public JsonNode after() {
        return after;
    }

    /// The keywords that differ, apart from what differs below this node.
    public Set<String> differing() {
        return differing;
    }

    public boolean differs(String keyword) {
        return differing.contains(keyword);
    }

    /// What a keyword said; a missing node when it was left out, or said what leaving it out says.
    public JsonNode before(String keyword) {
        return Keywords.value(before, keyword);
    }

    /// What a keyword says now.
    public JsonNode after(String keyword) {
        return Keywords.value(after, keyword);
    }

    /// Whether a keyword was left out and is not any more.
    public boolean adds(String keyword) {
        return before(keyword).isMissingNode() && !after(keyword).isMissingNode();
    }

    /// Whether a keyword is left out that was not.
    public boolean drops(String keyword) {
        return !before(keyword).isMissingNode() && after(keyword).isMissingNode();
    }

    /// Whether a keyword says something else than it did.
    public boolean alters(String keyword) {
        return differs(keyword)
                && !before(keyword).isMissingNode()
                && !after(keyword).isMissingNode();
    }

    public boolean hadProperty(String name) {
        return before.path("properties").has(name);
    }

    public boolean hasProperty(String name) {
        return after.path("properties").has(name);
    }

    /// The names of properties that only the new schema has.
    public List<String> addedProperties() {
        return missing(after, before);
    }

    /// The names of properties that only the old schema has.
    public List<String> removedProperties() {
        return missing(before, after);
    }

    /// What every object has is declared whether a schema says so or not.
    private List<String> missing(JsonNode from, JsonNode in) {
        if (!differs("properties")) {
            return List.of();
        }
        boolean wholeObject = place.isRoot()
                || (Keywords.value(from, EMBEDDED).asBoolean(false)
                        && Keywords.value(in, EMBEDDED).asBoolean(false));
        var names = new ArrayList<String>();
        from.path("properties").properties().forEach(field -> {
            String name = field.getKey();
            if (!in.path("properties").has(name) && !(wholeObject && EVERY_OBJECT_HAS.contains(name))) {
                names.add(name);
            }
        });
        return names;
    }

    /// The place as sentences name it.
    public String name() {
        return place.isRoot() ? "the object" : place.text();
    }

    public Where where() {
        return new Where(context.version(), place.text());
    }

    public Where where(Place other) {
        return new Where(context.version(), other.text());
    }

    public Where property(String name) {
        return where(place.property(name));
    }

    /// A finding at this node about a keyword: what it said and says, each with its name.
    ///
    /// @param because what it does, as sentences
    public Finding found(RuleCard card, String keyword, String because) {
        return card.found(where(), told(keyword, before(keyword)), told(keyword, after(keyword)), because);
    }

    /// `minLength: 3`; empty when the keyword is left out.
    public static String told(String keyword, JsonNode value) {
        return value.isMissingNode() ? "" : keyword + ": " + Json.text(value);
    }
}
