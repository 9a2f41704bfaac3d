/// The `kspec` command: each subcommand is a class in a package of its own. It reads files and clusters, and writes
/// to the terminal. Start at [io.kspec.cli.Main].
@NullMarked
package io.kspec.cli;

import org.jspecify.annotations.NullMarked;
