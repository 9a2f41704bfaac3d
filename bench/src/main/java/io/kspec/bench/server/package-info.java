/// The Operator Manager's server as a process of its own on a PostgreSQL of its own, what its users do, the clusters
/// that it manages, and how fast its API answers.
///
/// **Start at** [io.kspec.bench.server.ServerApiBenchmark].
@NullMarked
package io.kspec.bench.server;

import org.jspecify.annotations.NullMarked;
