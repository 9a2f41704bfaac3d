/// The house keeps its own rules: who may know whom, and how long a file may be.
@NullMarked
package io.kspec.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
