package io.kspec.lifecycle.crd.object.schema;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What counts as an address of some kind, as the API server's parsers have it.
final class Addresses {
    private static final Pattern HOSTNAME =
            Pattern.compile("^([a-zA-Z0-9\\p{S}\\p{L}]((-?[a-zA-Z0-9\\p{S}\\p{L}]{0,62})?)|([a-zA-Z0-9\\p{S}\\p{L}]"
                    + "(([a-zA-Z0-9-\\p{S}\\p{L}]{0,61}[a-zA-Z0-9\\p{S}\\p{L}])?)(\\.)){1,}([a-zA-Z\\p{L}]){2,63})$");
    private static final Pattern MAC = Pattern.compile("^(?:[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2})+"
            + "|[0-9a-fA-F]{2}(?:-[0-9a-fA-F]{2})+|[0-9a-fA-F]{4}(?:\\.[0-9a-fA-F]{4})+)$");
    private static final Pattern OCTET = Pattern.compile("^0*[0-9]{1,3}$");
    private static final Pattern GROUP = Pattern.compile("^[0-9a-fA-F]{1,4}$");
    private static final Pattern LENGTH = Pattern.compile("^[0-9]{1,3}$");
    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:");
    private static final Pattern HOST =
            Pattern.compile("^(?:[^@/]*@)?(?:\\[[0-9a-fA-F:.%]+]|[^\\s<>\"\\\\^`{|}\\[\\]:]*)" + "(?::[0-9]*)?$");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?:[^0-9a-fA-F]|.[^0-9a-fA-F]|.?$)");
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_LABEL = 63;
    private static final int GROUPS = 8;

    private Addresses() {}

    static boolean isHostname(String text) {
        return HOSTNAME.matcher(text).find()
                && bytes(text) <= LONGEST_NAME
                && Arrays.stream(text.split("\\.", -1)).allMatch(label -> bytes(label) <= LONGEST_LABEL);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// An address of IPv4, where zeros may lead, or of IPv6 without a zone.
    static boolean isIp(String text) {
        return text.contains(":") ? isIpv6(text) : isIpv4(text);
    }

    private static boolean isIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        return parts.length == 4 && Arrays.stream(parts).allMatch(Addresses::isOctet);
    }

    private static boolean isOctet(String part) {
        return OCTET.matcher(part).find() && Long.parseLong(part.replaceFirst("^0+(?=.)", "")) <= 255;
    }

    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int groups = gap < 0
                ? groups(text, true)
                : sum(groups(text.substring(0, gap), false), groups(text.substring(gap + 2), true));
        return gap < 0 ? groups == GROUPS : groups >= 0 && groups < GROUPS;
    }

    private static int sum(int one, int other) {
        return one < 0 || other < 0 ? -1 : one + other;
    }

    /// How many groups of 16 bits stand in a part; -1 when it is none.
    private static int groups(String part, boolean mayEndInIpv4) {
        if (part.isEmpty()) {
            return 0;
        }
        String[] words = part.split(":", -1);
        int groups = 0;
        for (int position = 0; position < words.length; position++) {
            if (GROUP.matcher(words[position]).find()) {
                groups++;
            } else if (mayEndInIpv4 && position == words.length - 1 && isIpv4(words[position])) {
                groups += 2;
            } else {
                return -1;
            }
        }
        return groups;
    }

    static boolean isCidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !isIp(text.substring(0, slash))) {
            return false;
        }
        String length = text.substring(slash + 1);
        int longest = text.contains(":") ? 128 : 32;
        return LENGTH.matcher(length).find() && Integer.parseInt(length) <= longest;
    }

    static boolean isMac(String text) {
        int digits = text.replaceAll("[^0-9a-fA-F]", "").length();
        return MAC.matcher(text).find() && (digits == 12 || digits == 16 || digits == 40);
    }

    /// An absolute path, or anything with a scheme.
    static boolean isRequestUri(String text) {
        if (text.isEmpty() || text.chars().anyMatch(letter -> letter < ' ' || letter == 0x7f)) {
            return false;
        }
        var scheme = SCHEME.matcher(text);
        boolean absolute = scheme.find();
        String rest = absolute ? text.substring(scheme.end()) : text;
        if (!rest.startsWith("/")) {
            return absolute || text.equals("*");
        }
        String path = rest.split("\\?", 2)[0];
        if (BROKEN_ESCAPE.matcher(path).find()) {
            return false;
        }
        boolean hasHost = absolute && path.startsWith("//");
        return !hasHost || HOST.matcher(path.substring(2).split("/", 2)[0]).find();
    }
}
