package io.kspec.kube.call;

import java.time.Duration;

/// An answer before anybody has read it.
public sealed interface Fetched {
    /// The whole answer.
    ///
    /// @param bytes not copied: the reader is its only owner
    /// @param took from the request until the whole answer
    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
    record Bytes(byte[] bytes, Duration took) implements Fetched {}

    /// The server sends more than may be taken in.
    record TooLarge() implements Fetched {}

    record Refused(Answer.Refused answer) implements Fetched {}
}
