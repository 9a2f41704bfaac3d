/// The generated policies of one specification, and how they stand in a cluster. Start at
/// [io.kspec.cli.policy.Standing].
@NullMarked
package io.kspec.cli.policy;

import org.jspecify.annotations.NullMarked;
