package io.kspec.lifecycle.crd.object.schema;

import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/// The formats of texts that an API server knows, and what it asks of each. All others mean nothing to it, those of
/// numbers (`int32`, `double`) among them.
///
/// Written without dashes, which count for nothing. `email` and `uri` are close to what the API server asks, not
/// equal: it parses display names, and hosts, more finely.
final class Formats {
    private static final Map<String, Predicate<String>> KNOWN = Map.ofEntries(
            Map.entry("bsonobjectid", matching("^[0-9a-fA-F]{24}$")),
            Map.entry("uri", Addresses::isRequestUri),
            Map.entry("email", matching("^(?:[^<>@]*<)?[^\\s<>@,;:\\\\\"()\\[\\]]+@[^\\s<>@,;:\\\\\"()\\[\\]]+>?$")),
            Map.entry("hostname", Addresses::isHostname),
            Map.entry("ipv4", text -> text.contains(".") && Addresses.isIp(text)),
            Map.entry("ipv6", text -> text.contains(":") && Addresses.isIp(text)),
            Map.entry("cidr", Addresses::isCidr),
            Map.entry("mac", Addresses::isMac),
            Map.entry("uuid", matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$")),
            Map.entry("uuid3", matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$")),
            Map.entry(
                    "uuid4", matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$")),
            Map.entry(
                    "uuid5", matching("(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}$")),
            Map.entry("isbn", text -> CheckDigits.isIsbn10(text) || CheckDigits.isIsbn13(text)),
            Map.entry("isbn10", CheckDigits::isIsbn10),
            Map.entry("isbn13", CheckDigits::isIsbn13),
            Map.entry("creditcard", CheckDigits::isCreditCard),
            Map.entry("ssn", matching("^\\d{3}[- ]\\d{2}[- ]\\d{4}$")),
            Map.entry("hexcolor", matching("^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$")),
            Map.entry(
                    "rgbcolor",
                    matching("^rgb\\(\\s*(?:%1$s)\\s*,\\s*(?:%1$s)\\s*,\\s*(?:%1$s)\\s*\\)$"
                            .formatted("0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5]"))),
            Map.entry(
                    "byte",
                    matching("^(?:[A-Za-z0-9+/]{4})*" + "(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$")),
            Map.entry("password", _ -> true),
            Map.entry("date", Formats::isDate),
            Map.entry("duration", text -> Durations.parse(text).isPresent()),
            Map.entry("datetime", Formats::isDateTime),
            Map.entry("k8sshortname", matching("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")),
            Map.entry("k8slongname", Formats::isLongName));

    private static final Pattern LONG_NAME =
            Pattern.compile("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$");
    private static final int LONGEST_NAME = 253;
    private static final Pattern DATE = Pattern.compile("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    private static final Pattern TIME =
            Pattern.compile("^([0-9]{2}):([0-9]{2}):([0-9]{2})(.[0-9]+)?(z|([+-][0-9]{2}:[0-9]{2}))$");

    private Formats() {}

    /// A declared format in the spelling used here; empty when the API server does not know it.
    static String known(String declared) {
        String plain = declared.replace("-", "");
        return KNOWN.containsKey(plain) ? plain : "";
    }

    /// @param format in the spelling used here, not empty
    static boolean isMet(String format, String text) {
        return KNOWN.getOrDefault(format, _ -> true).test(text);
    }

    private static Predicate<String> matching(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return text -> compiled.matcher(text).find();
    }

    private static boolean isLongName(String text) {
        return text.length() <= LONGEST_NAME && LONG_NAME.matcher(text).find();
    }

    static boolean isDate(String text) {
        if (!DATE.matcher(text).find()) {
            return false;
        }
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    private static boolean isDateTime(String text) {
        String[] parts = text.toLowerCase(Locale.ROOT).split("t", -1);
        if (parts.length < 2 || !isDate(parts[0])) {
            return false;
        }
        var time = TIME.matcher(parts[1]);
        return time.find()
                && time.group(1).compareTo("23") <= 0
                && time.group(2).compareTo("59") <= 0
                && time.group(3).compareTo("59") <= 0;
    }
}
