/// CEL as kspec evaluates it by itself: compiled once, bounded always. Start at [io.kspec.core.cel.CelProgram].
@NullMarked
package io.kspec.core.cel;

import org.jspecify.annotations.NullMarked;
