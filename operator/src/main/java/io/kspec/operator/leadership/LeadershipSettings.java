package io.kspec.operator.leadership;

/// How replicas agree on one leader.
///
/// @param elect false: this replica is the only one and always leads
public record LeadershipSettings(boolean elect) {}
