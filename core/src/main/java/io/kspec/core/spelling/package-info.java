/// What a misspelt word was probably meant to be, for the remedies of messages. Start at
/// [io.kspec.core.spelling.Nearest].
@NullMarked
package io.kspec.core.spelling;

import org.jspecify.annotations.NullMarked;
