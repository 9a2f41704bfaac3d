/// How a live object differs from what it should be. Start at [io.kspec.core.drift.Difference].
@NullMarked
package io.kspec.core.drift;

import org.jspecify.annotations.NullMarked;
