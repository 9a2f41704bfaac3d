package io.kspec.cli.server.deployments;

import java.time.Duration;

/// How often a deployment is looked at while it is watched.
///
/// @param pace at least between two looks; the server allows sixty a minute
/// @param silence after which a stream is taken for dead; the server says every 15 to 30 seconds that it is there
/// @param retry until a server that did not answer is asked again
/// @param patience with a server that does not answer at all
record Rhythm(Duration pace, Duration silence, Duration retry, Duration patience) {
    static final Rhythm USUAL =
            new Rhythm(Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofMinutes(5));
}
