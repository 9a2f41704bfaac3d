package io.kspec.cli.enforce;

import io.kspec.cli.policy.Standing;

/// What was done about one policy or binding, or would be.
///
/// @param action one word: `create`, `change`, `remove`, `keep`, `unchanged`, `refuse`
/// @param result for people
/// @param trouble whether it is not as the specification asks
record PolicyStep(String action, Standing standing, String result, boolean trouble) {}
