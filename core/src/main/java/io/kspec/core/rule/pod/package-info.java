/// What rules about pods share: places in a pod, offences with the edits that mend them, and pieces of CEL. Start at
/// [io.kspec.core.rule.pod.PodRule].
@NullMarked
package io.kspec.core.rule.pod;

import org.jspecify.annotations.NullMarked;
