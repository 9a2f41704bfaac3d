/// The manners of every endpoint: how it refuses, pages, tags, repeats and limits.
///
/// **Reads** requests, `idempotency_key` and `rate_limit`. **Writes** those two tables. A resource throws
/// [io.kspec.server.web.Refused] with a [io.kspec.server.web.Problem]; below it, expected trouble is a value.
/// Endpoints carry `@Limit`, GETs of one object `@Tagged`; [io.kspec.server.web.Page] and
/// [io.kspec.server.web.Slice] page. Start with [io.kspec.server.web.Problem].
@NullMarked
package io.kspec.server.web;

import org.jspecify.annotations.NullMarked;
