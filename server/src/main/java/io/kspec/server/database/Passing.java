package io.kspec.server.database;

/// What is thrown when something the server works with is away, and not by a mistake of ours: the same is tried again,
/// and a line in the log is enough.
public interface Passing {}
