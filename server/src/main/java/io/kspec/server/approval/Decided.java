package io.kspec.server.approval;

/// What came of an attempt to decide.
public sealed interface Decided {
    /// It is stored, now or since the same person decided the same before. Pending while others must consent as well.
    record Done(Request request) implements Decided {}

    /// This person may not decide it.
    record Forbidden(String why) implements Decided {}

    /// It is final, or its time is over.
    record TooLate(String why) implements Decided {}

    /// There is no such request.
    record Unknown() implements Decided {}
}
