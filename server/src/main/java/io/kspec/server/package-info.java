/// The Operator Manager's server: one fleet, its REST API, its rollouts.
///
/// Each package below is a feature: resource, records, repository and tests lie together, and a feature exports one
/// or two types. Features use `database` for transactions, `web` for the manners of every endpoint, `access` for
/// who asks and who may, `audit` to record what was done. Start with [io.kspec.server.Server] and
/// `application.properties`.
@NullMarked
package io.kspec.server;

import org.jspecify.annotations.NullMarked;
