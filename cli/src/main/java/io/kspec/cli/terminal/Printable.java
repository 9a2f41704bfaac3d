package io.kspec.cli.terminal;

import io.kspec.core.export.Plain;

/// Makes text from manifests and servers safe to print: what it says is shown, and commands nothing.
public final class Printable {
    private Printable() {}

    /// One line without control characters: an escape sequence in a manifest must not reach the terminal.
    public static String line(String text) {
        return Plain.visible(text);
    }
}
