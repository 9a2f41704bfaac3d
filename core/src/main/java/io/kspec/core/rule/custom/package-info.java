/// Rules that users write themselves, in CEL. Start at [io.kspec.core.rule.custom.CustomRuleHolds].
@NullMarked
package io.kspec.core.rule.custom;

import org.jspecify.annotations.NullMarked;
