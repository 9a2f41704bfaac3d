/// What the command says of itself: version and shell completion.
@NullMarked
package io.kspec.cli.about;

import org.jspecify.annotations.NullMarked;
