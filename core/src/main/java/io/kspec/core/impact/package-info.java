/// What a specification would refuse that nothing refuses now. Start at [io.kspec.core.impact.Impact].
@NullMarked
package io.kspec.core.impact;

import org.jspecify.annotations.NullMarked;
