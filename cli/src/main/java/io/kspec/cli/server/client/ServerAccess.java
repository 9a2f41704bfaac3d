package io.kspec.cli.server.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Which server is asked, and as whom.
///
/// @param server as [ServerAddress] reads it
/// @param token empty where nobody has to be known yet
/// @param authorities a PEM file of those who may have signed the server's certificate; empty for those of Java
/// @param patience for one answer
public record ServerAccess(URI server, Optional<Token> token, Optional<Path> authorities, Duration patience) {}
