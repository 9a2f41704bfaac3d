/// What a rule answers. Start at [io.kspec.core.verdict.Verdict].
@NullMarked
package io.kspec.core.verdict;

import org.jspecify.annotations.NullMarked;
