package io.kspec.cli.terminal;

import java.nio.file.Path;
import java.util.Optional;

/// Where the build left the programs that commands start.
public final class BuiltPrograms {
    private BuiltPrograms() {}

    /// The checkout: KSPEC_HOME, as `./kspec` exports it, else the system property `kspec.root`, else this directory.
    public static Path home() {
        return Path.of(Optional.ofNullable(System.getenv("KSPEC_HOME"))
                .orElseGet(() -> System.getProperty("kspec.root", ".")));
    }
}
