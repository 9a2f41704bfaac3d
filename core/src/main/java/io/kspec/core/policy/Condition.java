package io.kspec.core.policy;

/// A named expression: a condition under which a policy is asked, or a variable of its validations.
record Condition(String name, String expression) {}
