package io.kspec.core.devops;

/// One thing that one pod breaks.
///
/// @param container empty for the pod itself
/// @param message names the container and the fault
public record PodViolation(
        DevOpsCheck check, String pod, String container, ViolationSeverity severity, String message) {}
