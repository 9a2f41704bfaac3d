/// How commands write objects for other programs to read. Start at [io.kspec.cli.output.YamlOut].
@NullMarked
package io.kspec.cli.output;

import org.jspecify.annotations.NullMarked;
