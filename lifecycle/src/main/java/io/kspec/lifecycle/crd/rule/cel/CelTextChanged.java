package io.kspec.lifecycle.crd.rule.cel;

import static io.kspec.lifecycle.crd.Severity.INFO;

import io.kspec.lifecycle.crd.Finding;
import io.kspec.lifecycle.crd.rule.NodePair;
import io.kspec.lifecycle.crd.rule.RuleCard;
import io.kspec.lifecycle.crd.rule.SchemaRule;
import io.kspec.lifecycle.crd.rule.merge.UnknownChange;
import io.kspec.lifecycle.crd.schema.Json;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a failing expression says is worded otherwise.
public final class CelTextChanged implements SchemaRule {
    public static final RuleCard CARD = RuleCard.of(
                    94, "cel-text-changed", "message, messageExpression, reason or fieldPath", "messages only")
            .up(INFO)
            .back(INFO);

    private static final Set<String> TEXTS = Set.of("message", "messageExpression", "reason", "fieldPath");
    private static final Set<String> OF_OTHERS = Set.of("rule", "optionalOldSelf");

    @Override
    public List<RuleCard> cards() {
        return List.of(CARD);
    }

    @Override
    public Set<String> keywords() {
        return Set.of("x-kubernetes-validations");
    }

    @Override
    public List<Finding> judge(NodePair node) {
        Expressions expressions = Expressions.of(node);
        return Stream.concat(expressions.kept().stream(), expressions.edited().stream())
                .flatMap(pair -> differing(pair)
                        .map(word -> TEXTS.contains(word)
                                ? CARD.found(
                                        node.where(),
                                        NodePair.told(word, pair.before().path(word)),
                                        NodePair.told(word, pair.after().path(word)),
                                        "What %s says when %s fails is worded otherwise."
                                                .formatted(node.name(), Expressions.text(pair.after())))
                                : UnknownChange.of(node, Expressions.KEYWORD)))
                .toList();
    }

    /// The keys of an entry in which it differs, apart from those that other rules read.
    private static Stream<String> differing(Expressions.Pair pair) {
        var words = new TreeSet<String>();
        pair.before().fieldNames().forEachRemaining(words::add);
        pair.after().fieldNames().forEachRemaining(words::add);
        words.removeAll(OF_OTHERS);
        return words.stream()
                .filter(word ->
                        !Json.same(pair.before().path(word), pair.after().path(word)));
    }
}
