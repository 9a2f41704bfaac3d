package io.kspec.local;

import java.nio.file.Path;

/// Where the build left the programs that are started from here.
public final class BuiltPrograms {
    private BuiltPrograms() {}

    /// The checkout: system property `kspec.root`, else KSPEC_HOME as `./kspec` exports it, else this directory.
    public static Path home() {
        return Surroundings.ofThisProcess().root().orElse(Path.of("."));
    }
}
