/// Stops asking what only fails, and starts again by itself. Start at [io.kspec.core.breaker.Breaker].
@NullMarked
package io.kspec.core.breaker;

import org.jspecify.annotations.NullMarked;
