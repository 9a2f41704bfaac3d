package io.kspec.cli.demo;

/// A scene did not happen as its title says. The message tells what was expected and what came.
final class SceneFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SceneFailed(String expectedAndSeen) {
        super(expectedAndSeen);
    }
}
