/// From a specification, its template and its bases to the one that is in force, every demand with its origin. Start
/// at [io.kspec.core.resolve.Resolution].
@NullMarked
package io.kspec.core.resolve;

import org.jspecify.annotations.NullMarked;
