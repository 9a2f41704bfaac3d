/// Approved, expiring pardons of violations. Start at [io.kspec.core.exemption.Exemptions].
@NullMarked
package io.kspec.core.exemption;

import org.jspecify.annotations.NullMarked;
