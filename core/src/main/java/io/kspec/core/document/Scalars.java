package io.kspec.core.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Plain YAML scalars as Kubernetes reads them, which is YAML 1.1 in the reading of its own parser.
///
/// `privileged: yes` runs a privileged container and `defaultMode: 0644` is 420, whatever YAML 1.2 says: a reader
/// with other rules would judge another object than the one the API server is sent. Numbers keep every digit.
public final class Scalars {
    private static final Map<String, JsonNode> WORDS = words();
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    private static final int LONGEST_NUMBER = 1000;
    private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LARGEST = BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE);

    private Scalars() {}

    /// What a scalar without quotes and without a tag means. Infinity and not-a-number, which JSON cannot say, are
    /// empty.
    public static Optional<JsonNode> plain(String text) {
        JsonNode word = WORDS.get(text);
        if (word != null) {
            return Optional.of(word);
        }
        if (isNotFinite(text)) {
            return Optional.empty();
        }
        if (text.length() > LONGEST_NUMBER) {
            return Optional.of(text(text));
        }
        return Optional.of(number(text).orElseGet(() -> text(text)));
    }

    static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    private static Optional<JsonNode> number(String text) {
        char first = text.charAt(0);
        String plain = first == '.' ? text : text.replace("_", "");
        Matcher integer = INTEGER.matcher(plain);
        if (integer.matches()) {
            BigInteger value = integer(integer);
            if (value.compareTo(SMALLEST) >= 0 && value.compareTo(LARGEST) <= 0) {
                return Optional.of(node(value));
            }
        }
        if (DECIMAL.matcher(plain).matches() && Double.isFinite(Double.parseDouble(plain))) {
            return Optional.of(JsonNodeFactory.instance.numberNode(new BigDecimal(plain)));
        }
        return Optional.empty();
    }

    private static BigInteger integer(Matcher matcher) {
        BigInteger size;
        if (matcher.group(2) != null) {
            size = new BigInteger(matcher.group(2), 16);
        } else if (matcher.group(3) != null) {
            size = new BigInteger(matcher.group(3), 2);
        } else if (matcher.group(4) != null) {
            size = new BigInteger(matcher.group(4), 8);
        } else {
            size = new BigInteger(matcher.group(5));
        }
        return matcher.group(1).equals("-") ? size.negate() : size;
    }

    private static JsonNode node(BigInteger value) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        if (value.bitLength() < Integer.SIZE) {
            return factory.numberNode(value.intValueExact());
        }
        return value.bitLength() < Long.SIZE ? factory.numberNode(value.longValueExact()) : factory.numberNode(value);
    }

    private static boolean isNotFinite(String text) {
        return switch (text) {
            case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF" ->
                true;
            default -> false;
        };
    }

    private static Map<String, JsonNode> words() {
        var words = new HashMap<String, JsonNode>();
        JsonNodeFactory factory = JsonNodeFactory.instance;
        List.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON")
                .forEach(yes -> words.put(yes, factory.booleanNode(true)));
        List.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF")
                .forEach(no -> words.put(no, factory.booleanNode(false)));
        List.of("", "~", "null", "Null", "NULL").forEach(nothing -> words.put(nothing, factory.nullNode()));
        return Map.copyOf(words);
    }
}
