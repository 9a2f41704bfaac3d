package io.kspec.lifecycle.crd.schema;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order in which the API server offers versions: stable ones first, then betas, then alphas, each by falling
/// numbers; other names last, in the order of letters.
public final class ServedOrder {
    private static final Pattern NAME = Pattern.compile("v(\\d+)(?:(alpha|beta)(\\d+))?");

    /// The preferred version first.
    public static final Comparator<String> PREFERRED_FIRST = Comparator.comparingInt(ServedOrder::rank)
            .thenComparing(ServedOrder::numbers)
            .thenComparing(Comparator.naturalOrder());

    private ServedOrder() {}

    private static int rank(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return 3;
        }
        return matcher.group(2) == null ? 0 : matcher.group(2).equals("beta") ? 1 : 2;
    }

    /// Falls with the numbers.
    private static BigDecimal numbers(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return BigDecimal.ZERO;
        }
        BigDecimal major = new BigDecimal(matcher.group(1)).movePointRight(9);
        return (matcher.group(3) == null ? major : major.add(new BigDecimal(matcher.group(3)))).negate();
    }
}
