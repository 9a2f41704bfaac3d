/// In which order and how fast clusters move to a revision. Reads a strategy and its targets, answers waves,
/// problems, warnings and an estimate; changes nothing. Start at [io.kspec.lifecycle.strategy.Strategies].
@NullMarked
package io.kspec.lifecycle.strategy;

import org.jspecify.annotations.NullMarked;
