/// Policies generated from rules, as the API server reads them. Start at [io.kspec.core.policy.NativePolicies].
@NullMarked
package io.kspec.core.policy;

import org.jspecify.annotations.NullMarked;
