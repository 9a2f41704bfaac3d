/// Which server the commands speak to and as whom: options, environment, and the file that `kspec login` writes. It
/// reads and writes `~/.config/kspec/server.yaml`. Start at [io.kspec.cli.server.session.ServerOptions].
@NullMarked
package io.kspec.cli.server.session;

import org.jspecify.annotations.NullMarked;
