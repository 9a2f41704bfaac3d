/// The chart as it is shipped, from installation to removal, with pods that are real processes on a real control
/// plane. Start at [io.kspec.acceptance.e2e.HelmInstallIT].
@NullMarked
package io.kspec.acceptance.e2e;

import org.jspecify.annotations.NullMarked;
