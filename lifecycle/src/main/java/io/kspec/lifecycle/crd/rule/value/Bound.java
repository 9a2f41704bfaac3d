package io.kspec.lifecycle.crd.rule.value;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.lifecycle.crd.rule.NodePair;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A keyword that bounds numbers, lengths or counts from one side, in two nodes.
record Bound(NodePair node, String keyword) {
    private static final Set<String> LOWER = Set.of("minimum", "minLength", "minItems", "minProperties");
    private static final Set<String> UPPER = Set.of("maximum", "maxLength", "maxItems", "maxProperties");

    static final Set<String> KEYWORDS =
            Stream.concat(LOWER.stream(), UPPER.stream()).collect(Collectors.toUnmodifiableSet());

    /// The bounds in which two nodes differ, in the order of their names.
    static List<Bound> differing(NodePair node) {
        return node.differing().stream()
                .filter(KEYWORDS::contains)
                .sorted()
                .map(keyword -> new Bound(node, keyword))
                .toList();
    }

    /// Whether both sides are numbers where they are given at all; anything else is no bound.
    boolean readable() {
        return readable(node.before(keyword)) && readable(node.after(keyword));
    }

    /// More than 0: fewer values satisfy it than did. Less than 0: more. 0: as many.
    int tightening() {
        Optional<BigDecimal> before = value(node.before(keyword));
        Optional<BigDecimal> after = value(node.after(keyword));
        if (before.isEmpty() || after.isEmpty()) {
            return Boolean.compare(after.isPresent(), before.isPresent());
        }
        int higher = after.get().compareTo(before.get());
        return LOWER.contains(keyword) ? higher : -higher;
    }

    /// A length or a count is never below 0, so that such a bound bounds nothing.
    private Optional<BigDecimal> value(JsonNode bound) {
        return Optional.of(bound)
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .filter(number -> number.signum() > 0 || UPPER.contains(keyword) || keyword.equals("minimum"));
    }

    private static boolean readable(JsonNode bound) {
        return bound.isMissingNode() || bound.isNumber();
    }
}
