package io.kspec.core.cel;

import java.time.Duration;

/// How much an expression may ask for. What is larger is refused when it is compiled; what runs longer is cut off.
public final class CelLimits {
    /// Letters of an expression; the bound that the definition of the field sets as well.
    public static final int LONGEST_EXPRESSION = 10_240;

    /// Brackets and calls inside one another, as they are written.
    public static final int DEEPEST_TEXT = 32;

    /// The same once macros are written out; bounds the stack.
    public static final int DEEPEST_TREE = 120;

    /// Parts of an expression once macros are written out.
    public static final int MOST_NODES = 3_000;

    /// `all`, `exists`, `map` and their like inside one another.
    public static final int DEEPEST_LOOP = 3;

    /// Rounds of all loops of one evaluation together.
    public static final int MOST_ROUNDS = 100_000;

    /// Steps of one evaluation: one for each part that is evaluated, and one for every ten letters that it came to.
    public static final int MOST_STEPS = 1_000_000;

    /// Letters of any text that is read or made.
    public static final int LONGEST_TEXT = 100_000;

    /// Size of a regular expression once its repetitions are written out.
    public static final int LARGEST_PATTERN = 4_000;

    /// Wall time of one evaluation, passed by one step at most.
    public static final Duration DEADLINE = Duration.ofMillis(100);

    private CelLimits() {}
}
