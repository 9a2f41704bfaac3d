/// The objects by which kspec enforces, held as desired state: compared whole, put back when changed or deleted.
/// Start at [io.kspec.operator.guard.GuardKeeper].
@NullMarked
package io.kspec.operator.guard;

import org.jspecify.annotations.NullMarked;
