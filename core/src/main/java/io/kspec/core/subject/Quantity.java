package io.kspec.core.subject;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An amount of a resource, compared by value: `1Gi`, `1024Mi` and `1073741824` are one.
public record Quantity(BigDecimal value) {
    private static final Pattern FORM =
            Pattern.compile("([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))(|[numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]{1,2})");
    private static final int LONGEST = 64;
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final int FINEST = 9;
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final BigDecimal MOST = new BigDecimal(BigInteger.TWO.pow(63));
    private static final Map<String, BigDecimal> FACTORS = factors();

    public Quantity {
        value = value.stripTrailingZeros();
    }

    /// Empty for what the API server would not read as a quantity. Never throws.
    public static Optional<Quantity> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String suffix = matcher.group(2);
        boolean exponent = suffix.length() > 1 && Character.toLowerCase(suffix.charAt(0)) == 'e';
        BigDecimal factor = exponent
                ? BigDecimal.ONE.scaleByPowerOfTen(Integer.parseInt(suffix.substring(1)))
                : FACTORS.getOrDefault(suffix, BigDecimal.ONE);
        return Optional.of(new Quantity(new BigDecimal(matcher.group(1)).multiply(factor)));
    }

    /// The text that the API server stores for what a user wrote: `1024Mi` becomes `1Gi`, `0.5` becomes `500m`, `1e0`
    /// becomes `1`. What is no quantity, or too fine or too large, stays as it is.
    public static String stored(String written) {
        return of(written)
                .map(quantity -> quantity.stored(written, family(written)))
                .orElse(written);
    }

    private String stored(String written, Family family) {
        if (value.scale() > FINEST || value.abs().compareTo(MOST) >= 0) {
            return written;
        }
        int thousands = thousands();
        String digits = value.scaleByPowerOfTen(-3 * thousands).toBigInteger().toString();
        String decimal = digits + DECIMAL.get(thousands + FINEST / 3);
        return switch (family) {
            case BINARY -> value.abs().compareTo(KIBI) >= 0 && isWhole(value) ? binary(value.toBigInteger()) : decimal;
            case DECIMAL -> decimal;
            case EXPONENT -> thousands == 0 ? digits : "%se%d".formatted(digits, 3 * thousands);
        };
    }

    private enum Family {
        BINARY,
        DECIMAL,
        EXPONENT
    }

    private static Family family(String written) {
        if (written.endsWith("i")) {
            return Family.BINARY;
        }
        boolean exponent = written.matches(".*[eE].+");
        return exponent ? Family.EXPONENT : Family.DECIMAL;
    }

    /// The texts that the API server may store for this amount. It keeps the family of suffixes (decimal or binary)
    /// that a user wrote and shortens within it; what is written with an exponent it may keep as it is, so those
    /// texts cannot be listed. Empty when the amount is too fine or too large.
    public SequencedSet<String> stored() {
        var forms = new LinkedHashSet<String>();
        if (value.scale() > FINEST || value.abs().compareTo(MOST) >= 0) {
            return forms;
        }
        int thousands = thousands();
        String digits = value.scaleByPowerOfTen(-3 * thousands).toBigInteger().toString();
        forms.add(digits + DECIMAL.get(thousands + FINEST / 3));
        if (value.abs().compareTo(KIBI) >= 0 && isWhole(value)) {
            forms.add(binary(value.toBigInteger()));
        }
        return forms;
    }

    /// The largest power of a thousand that divides the amount.
    private int thousands() {
        int power = DECIMAL.size() - 1 - FINEST / 3;
        while (power > -FINEST / 3 && !isWhole(value.scaleByPowerOfTen(-3 * power))) {
            power--;
        }
        return value.signum() == 0 ? 0 : power;
    }

    private static String binary(BigInteger whole) {
        int power = BINARY.size() - 1;
        while (whole.mod(KIBI.pow(power).toBigInteger()).signum() != 0) {
            power--;
        }
        return whole.divide(KIBI.pow(power).toBigInteger()) + BINARY.get(power);
    }

    private static boolean isWhole(BigDecimal amount) {
        return amount.signum() == 0 || amount.stripTrailingZeros().scale() <= 0;
    }

    private static Map<String, BigDecimal> factors() {
        var factors = new java.util.HashMap<String, BigDecimal>();
        for (int power = 0; power < DECIMAL.size(); power++) {
            factors.put(DECIMAL.get(power), BigDecimal.ONE.scaleByPowerOfTen(3 * power - FINEST));
        }
        for (int power = 1; power < BINARY.size(); power++) {
            factors.put(BINARY.get(power), KIBI.pow(power));
        }
        return Map.copyOf(factors);
    }
}
