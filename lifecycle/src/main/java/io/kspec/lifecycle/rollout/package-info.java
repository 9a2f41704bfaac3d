/// A rollout as a durable machine: what happened goes in, what to do next comes out, and nothing is done here.
/// Reads and answers records that are stored as they are. Start at [io.kspec.lifecycle.rollout.RolloutMachine].
@NullMarked
package io.kspec.lifecycle.rollout;

import org.jspecify.annotations.NullMarked;
