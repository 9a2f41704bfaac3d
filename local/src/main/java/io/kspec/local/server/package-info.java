/// The Operator Manager's server on this machine, for its users, for demonstrations and for benchmarks.
///
/// **Start at** [LocalServer]: it starts the built server as a process of its own, with a PostgreSQL of its own
/// unless it is given one, and ends both.
///
/// **Reads** the built server below [io.kspec.local.BuiltPrograms#home()].
///
/// **Writes** one private directory: database, key ring, certificate, first administrator and log.
@NullMarked
package io.kspec.local.server;

import org.jspecify.annotations.NullMarked;
