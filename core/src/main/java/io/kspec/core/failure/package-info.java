/// Expected non-success as a value: what happened, where, and what the reader can do now. Start at
/// [io.kspec.core.failure.Failure].
@NullMarked
package io.kspec.core.failure;

import org.jspecify.annotations.NullMarked;
