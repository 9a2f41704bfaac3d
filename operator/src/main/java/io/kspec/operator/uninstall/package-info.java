/// Takes out of a cluster what an operator put there and nobody else would remove. Start at
/// [io.kspec.operator.uninstall.Uninstall].
@NullMarked
package io.kspec.operator.uninstall;

import org.jspecify.annotations.NullMarked;
