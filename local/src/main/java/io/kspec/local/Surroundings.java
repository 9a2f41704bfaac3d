package io.kspec.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What this package takes from its process: environment variables, the repository's root, the home directory.
record Surroundings(Map<String, String> environment, Optional<Path> root, Path home) {
    Surroundings {
        environment = Map.copyOf(environment);
    }

    /// The root is system property `kspec.root`, else environment variable `KSPEC_HOME`.
    static Surroundings ofThisProcess() {
        Map<String, String> environment = System.getenv();
        Optional<Path> root = Optional.ofNullable(System.getProperty("kspec.root"))
                .or(() -> Optional.ofNullable(environment.get("KSPEC_HOME")))
                .map(Path::of);
        return new Surroundings(environment, root, Path.of(System.getProperty("user.home")));
    }

    /// An environment variable; an empty one counts as unset.
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /// The directory that holds one directory per cluster: `local` below `KSPEC_CACHE`, else below
    /// `XDG_CACHE_HOME/kspec`, else below `~/.cache/kspec`.
    Path clusters() {
        return variable("KSPEC_CACHE")
                .map(Path::of)
                .or(() -> variable("XDG_CACHE_HOME").map(cache -> Path.of(cache, "kspec")))
                .orElseGet(() -> home.resolve(".cache").resolve("kspec"))
                .toAbsolutePath()
                .resolve("local");
    }
}
