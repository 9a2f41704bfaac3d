package io.kspec.cli.server.client;

import java.util.Optional;

/// A part of a stream of server-sent events.
public sealed interface ServerEvent {
    /// Something happened.
    ///
    /// @param id by which the stream can be taken up again after this event; empty when the server gave none
    record Happened(Optional<String> id, String name, String data) implements ServerEvent {}

    /// The server says that it is still there.
    record Beat() implements ServerEvent {}
}
