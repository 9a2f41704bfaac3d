package io.kspec.operator.report;

import java.util.HexFormat;

/// Names as label values, which hold 63 characters at most.
public final class Labels {
    private static final int LONGEST = 63;
    private static final int HASH = 8;

    private Labels() {}

    /// The name itself, or its beginning and a hash of the whole.
    public static String value(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        String hash = HexFormat.of().toHexDigits(name.hashCode());
        return name.substring(0, LONGEST - HASH - 1) + "-" + hash;
    }
}
