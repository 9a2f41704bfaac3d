package io.kspec.lifecycle.strategy;

/// Why a strategy is refused.
///
/// @param field as the API names it, such as `canaryConfig.maxStages`
/// @param message one sentence with the value and what is allowed
public record Problem(String field, String message) {}
