/// What would make an object right: edits where they are safe, a hint where a person must decide. Start at
/// [io.kspec.core.fix.Fix].
@NullMarked
package io.kspec.core.fix;

import org.jspecify.annotations.NullMarked;
