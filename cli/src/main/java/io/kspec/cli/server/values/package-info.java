/// Values for charts, as people give them on the command line: files and single settings. It reads files. Start at
/// [io.kspec.cli.server.values.ValuesOptions].
@NullMarked
package io.kspec.cli.server.values;

import org.jspecify.annotations.NullMarked;
