package io.kspec.cli.demo;

import java.util.List;

/// One scene of the demo: does something to a cluster and tells what the API server answered.
interface Scene {
    /// What is to be seen, as a short sentence.
    String title();

    /// Plays the scene.
    ///
    /// @return one line per thing that happened, each with the API server's own answer
    /// @throws SceneFailed when what the title says did not truly happen
    List<String> play(Stage stage);
}
