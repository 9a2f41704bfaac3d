package io.kspec.bench.result;

import java.util.Locale;

/// What a figure should be. Printed beside it and never asserted.
public sealed interface Goal {
    double limit();

    boolean metBy(double value);

    record Below(double limit) implements Goal {
        @Override
        public boolean metBy(double value) {
            return value < limit;
        }

        @Override
        public String toString() {
            return "< " + number(limit);
        }
    }

    record AtLeast(double limit) implements Goal {
        @Override
        public boolean metBy(double value) {
            return value >= limit;
        }

        @Override
        public String toString() {
            return "≥ " + number(limit);
        }
    }

    /// Whole numbers without a fraction, others with at most three digits of it.
    static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.3f", value).replaceAll("0+$", "");
    }
}
