/// How the server is reached: TLS from 1.2 on, with the operator's certificate or one of its own.
///
/// **Reads** `kspec.tls.*` before the server starts. **Writes** `tls.crt` and `tls.key` below `kspec.tls.directory`
/// when there are none. Start with [io.kspec.server.transport.Transport].
@NullMarked
package io.kspec.server.transport;

import org.jspecify.annotations.NullMarked;
