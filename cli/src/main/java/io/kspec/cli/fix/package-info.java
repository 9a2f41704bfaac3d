/// `kspec fix`: mends the workloads in files where that is safe, and says what a person must decide. Start at
/// [io.kspec.cli.fix.FixCommand].
@NullMarked
package io.kspec.cli.fix;

import org.jspecify.annotations.NullMarked;
