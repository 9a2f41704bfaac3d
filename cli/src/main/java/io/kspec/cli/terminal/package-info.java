/// What every subcommand shares: streams, colours, exit codes, complaints. Start at
/// [io.kspec.cli.terminal.Terminal].
@NullMarked
package io.kspec.cli.terminal;

import org.jspecify.annotations.NullMarked;
