/// Why one object is judged as it is: every rule's answer and what decided it. Start at [io.kspec.core.why.Why].
@NullMarked
package io.kspec.core.why;

import org.jspecify.annotations.NullMarked;
