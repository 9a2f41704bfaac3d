package io.kspec.core.image;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/// The parts of an image's name, as registries and runtimes accept them. Written by hand: a regular expression over a
/// name of a million letters would overflow the stack.
final class Names {
    private static final int LONGEST_TAG = 128;
    private static final int LONGEST_PORT = 5;
    private static final Map<String, Integer> HEX_DIGITS = Map.of("sha256", 64, "sha384", 96, "sha512", 128);

    private Names() {}

    /// Labels of letters, digits and inner hyphens, divided by dots; or an IPv6 address in brackets.
    static boolean isHost(String text) {
        if (text.startsWith("[") && text.endsWith("]") && text.length() > 2) {
            return all(text.substring(1, text.length() - 1), letter -> isHex(letter) || letter == ':');
        }
        for (String label : text.split("\\.", -1)) {
            boolean sound = !label.isEmpty()
                    && isAlphanumeric(label.charAt(0))
                    && isAlphanumeric(label.charAt(label.length() - 1))
                    && all(label, letter -> isAlphanumeric(letter) || letter == '-');
            if (!sound) {
                return false;
            }
        }
        return true;
    }

    static boolean isPort(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_PORT && all(text, Names::isDigit);
    }

    /// Runs of lower-case letters and digits, divided by one dot, one or two underscores, or any number of hyphens.
    static boolean isPathSegment(String text) {
        if (text.isEmpty() || !isLowerAlphanumeric(text.charAt(0))) {
            return false;
        }
        int position = 0;
        while (position < text.length()) {
            int run = position;
            while (run < text.length() && !isLowerAlphanumeric(text.charAt(run))) {
                run++;
            }
            if (run > position && (run == text.length() || !isDivider(text.substring(position, run)))) {
                return false;
            }
            position = run + 1;
        }
        return true;
    }

    static boolean isTag(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_TAG
                && (isAlphanumeric(text.charAt(0)) || text.charAt(0) == '_')
                && all(text, letter -> isAlphanumeric(letter) || letter == '_' || letter == '.' || letter == '-');
    }

    static boolean isDigest(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                && Optional.ofNullable(HEX_DIGITS.get(text.substring(0, colon)))
                        .filter(digits -> digits == text.length() - colon - 1)
                        .isPresent()
                && all(text.substring(colon + 1), letter -> isDigit(letter) || (letter >= 'a' && letter <= 'f'));
    }

    private static boolean isDivider(String text) {
        return text.equals(".") || text.equals("_") || text.equals("__") || all(text, letter -> letter == '-');
    }

    /// A loop and no stream: names are read on the admission path.
    private static boolean all(String text, IntPredicate letter) {
        for (int position = 0; position < text.length(); position++) {
            if (!letter.test(text.charAt(position))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(int letter) {
        return letter >= '0' && letter <= '9';
    }

    private static boolean isHex(int letter) {
        return isDigit(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
    }

    private static boolean isLowerAlphanumeric(int letter) {
        return isDigit(letter) || (letter >= 'a' && letter <= 'z');
    }

    private static boolean isAlphanumeric(int letter) {
        return isLowerAlphanumeric(letter) || (letter >= 'A' && letter <= 'Z');
    }
}
