/// Judging a whole cluster or a set of files: results, summary, score. Start at [io.kspec.core.scan.Scan].
@NullMarked
package io.kspec.core.scan;

import org.jspecify.annotations.NullMarked;
