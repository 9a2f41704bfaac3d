package io.kspec.cli.server.session;

import io.kspec.cli.server.client.Token;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// What `kspec login` keeps.
///
/// @param user for messages; empty where the server did not say
/// @param expiresAt empty for a token that says nothing of it
record Login(URI server, Token token, Optional<String> user, Optional<Instant> expiresAt, Optional<Path> authorities) {}
