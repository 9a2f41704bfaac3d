package io.kspec.cli.cases;

import io.kspec.core.scan.RuleStatus;

/// A rule that came to something else than a case expects.
///
/// @param message what the rule said
record Difference(String rule, RuleStatus expected, RuleStatus got, String message) {}
