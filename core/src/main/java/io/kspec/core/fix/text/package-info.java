/// Edits on YAML and JSON as text: what is not edited stays as its author wrote it, comments, order and quotes
/// included. Pure. Start at [io.kspec.core.fix.text.TextEdits].
@NullMarked
package io.kspec.core.fix.text;

import org.jspecify.annotations.NullMarked;
