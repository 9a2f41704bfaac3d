package io.kspec.core.rule.workloads;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.rule.CelText;
import io.kspec.core.rule.pod.Cel;
import io.kspec.core.spec.ContainerField;
import io.kspec.core.subject.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a field is compared with. A demand is only asked about fields that are present.
sealed interface Demand {
    boolean matches(JsonNode actual);

    /// `true`, `"RuntimeDefault"`, `set`.
    String words();

    /// A CEL expression over `value`, of type dyn and null where the field is absent; empty when CEL cannot say it.
    Optional<String> cel(String value);

    /// Reads a specification's entry: a value when there is one, else any value when `exists` is true, else true. For
    /// a field that the API leaves out when it is false, to exist is to be true.
    ///
    /// @param some whether one element of a list suffices for a match; otherwise lists match when they hold the
    ///     same elements in any order
    static Demand of(ContainerField field, List<String> path, boolean some) {
        JsonNode value = field.value();
        if (value == null || value.isNull()) {
            boolean any = Boolean.TRUE.equals(field.exists()) && !PodFields.falseWhenAbsent(path);
            return any ? new AnyValue() : new Truth();
        }
        if (value.isArray()) {
            var elements = new ArrayList<JsonNode>();
            value.forEach(elements::add);
            return new Elements(elements, some);
        }
        if (PodFields.quantity(path)) {
            return Quantity.of(value.asText())
                    .<Demand>map(amount -> new Amount(value.asText(), amount))
                    .orElseGet(() -> new Value(value));
        }
        return value.isBoolean() && value.asBoolean() ? new Truth() : new Value(value);
    }

    record AnyValue() implements Demand {
        @Override
        public boolean matches(JsonNode actual) {
            return true;
        }

        @Override
        public String words() {
            return "set";
        }

        @Override
        public Optional<String> cel(String value) {
            return Optional.of("!(%s in [dyn(null), dyn(''), dyn([]), dyn({})])".formatted(value));
        }
    }

    record Truth() implements Demand {
        @Override
        public boolean matches(JsonNode actual) {
            return actual.isBoolean() && actual.asBoolean();
        }

        @Override
        public String words() {
            return "true";
        }

        @Override
        public Optional<String> cel(String value) {
            return Optional.of(value + " == true");
        }
    }

    /// A text, a number or `false`; numbers compare by value. An object is compared whole, which CEL is not asked.
    record Value(JsonNode value) implements Demand {
        @Override
        public boolean matches(JsonNode actual) {
            return same(value, actual);
        }

        @Override
        public String words() {
            return value.toString();
        }

        @Override
        public Optional<String> cel(String actual) {
            return value.isValueNode() ? Optional.of(actual + " == " + Cel.literal(value)) : Optional.empty();
        }
    }

    record Amount(String written, Quantity amount) implements Demand {
        @Override
        public boolean matches(JsonNode actual) {
            return actual.isValueNode()
                    && Quantity.of(actual.asText()).filter(amount::equals).isPresent();
        }

        @Override
        public String words() {
            return written;
        }

        /// Kubernetes' quantity library is not part of what every evaluator has. The API server stores few texts
        /// for one amount, so they are listed; what is written with an exponent (`1e3`) reads as a number.
        @Override
        public Optional<String> cel(String value) {
            return Optional.of(amount.stored())
                    .filter(forms -> !forms.isEmpty())
                    .map(forms -> "[%s].exists(v, v in %s || (type(v) == string && v.matches('%s') && double(v) == %s))"
                            .formatted(
                                    value,
                                    forms.stream()
                                            .map(form -> "dyn(" + CelText.of(form) + ")")
                                            .collect(Collectors.joining(", ", "[", "]")),
                                    "^[+-]?[0-9.]+[eE][+-]?[0-9]{1,2}$",
                                    amount.value().doubleValue()));
        }
    }

    record Elements(List<JsonNode> elements, boolean some) implements Demand {
        public Elements {
            elements = List.copyOf(elements);
        }

        @Override
        public boolean matches(JsonNode actual) {
            if (!actual.isArray()) {
                return false;
            }
            var found = new ArrayList<JsonNode>();
            actual.forEach(found::add);
            if (some) {
                return found.stream().anyMatch(element -> holds(elements, element));
            }
            return found.stream().allMatch(element -> holds(elements, element))
                    && elements.stream().allMatch(element -> holds(found, element));
        }

        @Override
        public String words() {
            String listed = elements.stream().map(JsonNode::toString).collect(Collectors.joining(", ", "[", "]"));
            return some ? "any of " + listed : listed;
        }

        @Override
        public Optional<String> cel(String value) {
            if (elements.isEmpty() || !elements.stream().allMatch(JsonNode::isValueNode)) {
                return Optional.empty();
            }
            String wanted = Cel.literals(elements);
            String compared = some
                    ? "v.exists(e, e in %s)".formatted(wanted)
                    : "v.all(e, e in %1$s) && %1$s.all(e, e in v)".formatted(wanted);
            return Optional.of("[%s].all(v, type(v) == list && %s)".formatted(value, compared));
        }

        private static boolean holds(List<JsonNode> list, JsonNode element) {
            return list.stream().anyMatch(other -> same(other, element));
        }
    }

    private static boolean same(JsonNode one, JsonNode other) {
        if (isFinite(one) && isFinite(other)) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        return one.equals(other);
    }

    private static boolean isFinite(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValue());
    }
}
