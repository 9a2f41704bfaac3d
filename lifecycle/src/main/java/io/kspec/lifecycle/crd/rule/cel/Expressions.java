package io.kspec.lifecycle.crd.rule.cel;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.schema.CelText;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/// The expressions of a node before and after, paired by what they say.
///
/// @param added   only the new node has them
/// @param removed only the old node had them
/// @param edited  pairs that are meant to be the same demand in other words
/// @param kept    pairs that say the same
record Expressions(List<JsonNode> added, List<JsonNode> removed, List<Pair> edited, List<Pair> kept) {
    static final String KEYWORD = "x-kubernetes-validations";

    /// One entry of the list, then and now.
    record Pair(JsonNode before, JsonNode after) {}

    static Expressions of(NodePair node) {
        List<JsonNode> removed = listed(node.before(KEYWORD));
        List<JsonNode> added = listed(node.after(KEYWORD));
        List<Pair> kept = pairs(removed, added, (one, other) -> rule(one).equals(rule(other)));
        List<Pair> edited = pairs(removed, added, Expressions::sameMessage);
        if (removed.size() == 1 && added.size() == 1) {
            edited.add(new Pair(removed.removeFirst(), added.removeFirst()));
        }
        return new Expressions(added, removed, edited, kept);
    }

    /// What is no list holds no rules; that it changed is told as a change nobody knows.
    private static List<JsonNode> listed(JsonNode rules) {
        var entries = new ArrayList<JsonNode>();
        if (rules.isArray()) {
            rules.forEach(entries::add);
        }
        return entries;
    }

    /// Takes what belongs together out of both lists.
    private static List<Pair> pairs(List<JsonNode> olds, List<JsonNode> news, BiPredicate<JsonNode, JsonNode> belong) {
        var pairs = new ArrayList<Pair>();
        for (JsonNode old : List.copyOf(olds)) {
            news.stream().filter(next -> belong.test(old, next)).findFirst().ifPresent(next -> {
                pairs.add(new Pair(old, next));
                olds.remove(old);
                news.remove(next);
            });
        }
        return pairs;
    }

    private static boolean sameMessage(JsonNode one, JsonNode other) {
        String message = one.path("message").asText("");
        return !message.isEmpty() && message.equals(other.path("message").asText(""));
    }

    /// The expression, its spaces folded.
    static String rule(JsonNode entry) {
        return CelText.folded(entry.path("rule").asText(""));
    }

    /// The expression as findings show it.
    static String text(JsonNode entry) {
        return Json.cut(entry.path("rule").asText(""));
    }

    /// Whether it compares with the old value, so that the API server asks it at updates only.
    static boolean looksBack(JsonNode entry) {
        return OLD_SELF.matcher(CelText.withoutTexts(entry.path("rule").asText("")))
                .find();
    }

    private static final Pattern OLD_SELF = Pattern.compile("\\boldSelf\\b");

    /// Whether a failing expression at this node refuses labels, finalizers and status too: the node holds them.
    static boolean blocksEverything(NodePair node) {
        return node.place().isRoot()
                || node.after("x-kubernetes-embedded-resource").asBoolean(false);
    }
}
