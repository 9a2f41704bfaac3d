package io.kspec.cli.terminal;

import java.util.Locale;

/// How an answer is printed; it says the same in both.
public enum Output {
    TABLE,
    JSON;

    /// As it is written on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
