/// Policies generated from rules, as other programs' admission reads them: CEL conditions for where, for whom and
/// when, then the rule's own expressions. Start at [io.kspec.core.policy.Policies]; what stands beside the webhook is
/// [io.kspec.core.policy.NativePolicies].
@NullMarked
package io.kspec.core.policy;

import org.jspecify.annotations.NullMarked;
