package io.kspec.core.cel;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What one evaluation may still spend. For one thread and one evaluation.
///
/// Steps are counted as they are evaluated, so that the same expression over the same object is cut off at the same
/// step everywhere; the deadline stands behind them for what no step counts.
final class Budget implements CelEvaluationListener {
    private static final int LETTERS_A_STEP = 10;

    /// A regular expression is compiled before it is matched.
    private static final int STEPS_TO_MATCH = 100;

    private static final int STEPS_BETWEEN_LOOKS = 64;

    private final LongSupplier nanoseconds;
    private final long start;
    private int steps;
    private int nextLook = STEPS_BETWEEN_LOOKS;
    private Optional<String> cutOff = Optional.empty();

    /// @param nanoseconds a clock that only goes forward
    Budget(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
        this.start = nanoseconds.getAsLong();
    }

    @Override
    public void callback(CelExpr part, Object value) {
        spend(1);
        if (value instanceof String text) {
            read(text);
        }
        if (part.exprKind().getKind() == CelExpr.ExprKind.Kind.CALL
                && part.call().function().equals("matches")) {
            spend(STEPS_TO_MATCH);
        }
    }

    /// Charges for a text, and hands it on.
    String read(String text) {
        if (text.length() > CelLimits.LONGEST_TEXT) {
            throw cut("a text has %,d letters, and expressions read at most %,d"
                    .formatted(text.length(), CelLimits.LONGEST_TEXT));
        }
        spend(text.length() / LETTERS_A_STEP);
        return text;
    }

    /// The limit that was passed. Sticky: `||` swallows the exception, and the answer is no answer all the same.
    Optional<String> cutOff() {
        return cutOff;
    }

    private void spend(int more) {
        steps += more;
        if (steps > CelLimits.MOST_STEPS) {
            throw cut("the expression took more than %,d steps".formatted(CelLimits.MOST_STEPS));
        }
        if (steps >= nextLook) {
            nextLook = steps + STEPS_BETWEEN_LOOKS;
            if (nanoseconds.getAsLong() - start > CelLimits.DEADLINE.toNanos()) {
                throw cut("the expression took longer than %d ms".formatted(CelLimits.DEADLINE.toMillis()));
            }
        }
    }

    private CutOffException cut(String limit) {
        cutOff = cutOff.or(() -> Optional.of(limit));
        return new CutOffException(limit);
    }
}
