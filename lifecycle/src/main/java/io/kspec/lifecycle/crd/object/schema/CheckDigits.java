package io.kspec.lifecycle.crd.object.schema;

import com.google.re2j.Pattern;

/// Numbers whose last digit is calculated from the others.
final class CheckDigits {
    private static final Pattern CARD = Pattern.compile("^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}"
            + "|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}"
            + "|(?:2131|1800|35\\d{3})\\d{11})$");

    private CheckDigits() {}

    static boolean isIsbn10(String text) {
        String digits = text.replaceAll("[\\s-]+", "");
        if (!Pattern.matches("[0-9]{9}X|[0-9]{10}", digits)) {
            return false;
        }
        int sum = 0;
        for (int position = 0; position < 10; position++) {
            char digit = digits.charAt(position);
            sum += (position + 1) * (digit == 'X' ? 10 : digit - '0');
        }
        return sum % 11 == 0;
    }

    static boolean isIsbn13(String text) {
        String digits = text.replaceAll("[\\s-]+", "");
        if (!Pattern.matches("[0-9]{13}", digits)) {
            return false;
        }
        int sum = 0;
        for (int position = 0; position < 12; position++) {
            sum += (position % 2 == 0 ? 1 : 3) * (digits.charAt(position) - '0');
        }
        return digits.charAt(12) - '0' == (10 - sum % 10) % 10;
    }

    static boolean isCreditCard(String text) {
        String digits = text.replaceAll("[^0-9]+", "");
        if (!CARD.matcher(digits).find()) {
            return false;
        }
        int sum = 0;
        boolean doubled = false;
        for (int position = digits.length() - 1; position >= 0; position--) {
            int digit = (digits.charAt(position) - '0') * (doubled ? 2 : 1);
            sum += digit >= 10 ? digit - 9 : digit;
            doubled = !doubled;
        }
        return sum % 10 == 0;
    }
}
