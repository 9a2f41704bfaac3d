package io.kspec.cli.crd;

import java.util.Locale;

/// How the answer is printed; it says the same in all of them.
enum CrdFormat {
    TABLE,
    JSON,
    YAML;

    /// As it is written on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
