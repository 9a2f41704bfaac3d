/// Passes TCP connections on, for whatever stands between a client and a server on this machine. Start at
/// [io.kspec.local.relay.Relay].
@NullMarked
package io.kspec.local.relay;

import org.jspecify.annotations.NullMarked;
