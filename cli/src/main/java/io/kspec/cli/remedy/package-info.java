/// What the operator changed of running workloads, and how it is taken back. Start at
/// [io.kspec.cli.remedy.RemediationCommand].
@NullMarked
package io.kspec.cli.remedy;

import org.jspecify.annotations.NullMarked;
