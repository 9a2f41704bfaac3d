/// Applying generated policies by hand. Start at [io.kspec.cli.enforce.EnforceCommand].
@NullMarked
package io.kspec.cli.enforce;

import org.jspecify.annotations.NullMarked;
