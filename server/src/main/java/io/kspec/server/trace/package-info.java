/// What others see of the server's work while it goes on: spans, and the fields of log lines.
///
/// **Reads and writes** nothing but the current trace and the log's context. Start with
/// [io.kspec.server.trace.Spans].
@NullMarked
package io.kspec.server.trace;

import org.jspecify.annotations.NullMarked;
