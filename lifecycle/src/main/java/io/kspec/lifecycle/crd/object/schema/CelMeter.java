package io.kspec.lifecycle.crd.object.schema;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import io.kspec.lifecycle.crd.object.schema.CelPrices.Price;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts what one evaluation costs, and ends it where the API server would. For one thread and one evaluation.
///
/// The evaluator here evaluates twice what a `.?` is of, and the API server once: the second time is taken back.
final class CelMeter implements CelEvaluationListener {
    private final List<Price> prices;
    private final @Nullable Object[] values;
    private final Map<Integer, Long> spentAtFirst = new HashMap<>(0);
    private long spent;

    /// @param prices by the id of the part
    CelMeter(List<Price> prices) {
        this.prices = prices;
        this.values = new Object[prices.size()];
    }

    /// The limit was passed.
    static final class TooCostlyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooCostlyException() {
            super("the rule costs too much", null, false, false);
        }
    }

    @Override
    public void callback(CelExpr part, Object value) {
        int id = (int) part.id();
        if (id >= values.length) {
            return;
        }
        values[id] = value;
        spend(id, prices.get(id), value);
        if (isPassed()) {
            throw new TooCostlyException();
        }
    }

    private void spend(int id, Price price, Object value) {
        switch (price) {
            case Price.Fixed(int units) -> spent += units;
            case Price.OfOptional(int units, int operand) -> {
                spentAtFirst.remove(operand);
                spent += value instanceof Optional<?> found && found.isEmpty() ? 0 : units;
            }
            case Price.OfCall(CelTariff tariff, List<Integer> arguments) ->
                spent += tariff.units(given(arguments), value);
            case Price.Twice(Price once) -> {
                spend(id, once, value);
                spent = Optional.ofNullable(spentAtFirst.putIfAbsent(id, spent)).orElse(spent);
            }
        }
    }

    private Object[] given(List<Integer> arguments) {
        var given = new Object[arguments.size()];
        for (int position = 0; position < given.length; position++) {
            Object value = values[arguments.get(position)];
            given[position] = value == null ? Optional.empty() : value;
        }
        return given;
    }

    long spent() {
        return spent;
    }

    /// Sticky: `||` swallows the exception, and the API server ends the evaluation all the same.
    boolean isPassed() {
        return spent > RuleCost.MOST_OF_ONE;
    }
}
