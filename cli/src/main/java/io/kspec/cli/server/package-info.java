/// `kspec server`: the Operator Manager's server on this machine, with a database of its own unless told otherwise.
///
/// **Reads and writes** one data directory: database, keys, certificate, log, the first administrator's password.
/// Start with [io.kspec.cli.server.ServerCommand].
@NullMarked
package io.kspec.cli.server;

import org.jspecify.annotations.NullMarked;
