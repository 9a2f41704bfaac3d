/// What a rule is, and the list of all of them. A rule is one class named by the state it demands; its folder is its
/// category. Start at [io.kspec.core.rule.Rule].
@NullMarked
package io.kspec.core.rule;

import org.jspecify.annotations.NullMarked;
