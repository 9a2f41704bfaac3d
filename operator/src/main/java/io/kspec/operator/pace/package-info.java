/// How often objects of other people may be changed. Start at [io.kspec.operator.pace.PatchPace].
@NullMarked
package io.kspec.operator.pace;

import org.jspecify.annotations.NullMarked;
