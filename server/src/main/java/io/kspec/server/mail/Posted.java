package io.kspec.server.mail;

/// What became of an attempt to send.
sealed interface Posted {
    /// The mail server took it.
    record Taken() implements Posted {}

    /// It may go another time: the server is away, or says so.
    record NotNow(String why) implements Posted {}

    /// The server will never take it for this recipient.
    record Never(String why) implements Posted {}
}
