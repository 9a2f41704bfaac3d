/// When a specification is active: windows on a wall clock and by cron. Start at
/// [io.kspec.core.activation.Activation].
@NullMarked
package io.kspec.core.activation;

import org.jspecify.annotations.NullMarked;
