/// Talks to a kspec server over HTTP and JSON: asks, and tells an answer, a refusal and silence apart. It reads and
/// writes nothing else. Start at [io.kspec.cli.server.client.ServerClient].
@NullMarked
package io.kspec.cli.server.client;

import org.jspecify.annotations.NullMarked;
