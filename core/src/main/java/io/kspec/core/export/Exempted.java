package io.kspec.core.export;

/// A finding that somebody pardoned.
///
/// @param exemption the name of the exemption that pardons it
public record Exempted(Finding finding, String exemption) {}
