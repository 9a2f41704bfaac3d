package io.kspec.server.web;

import io.kspec.server.access.Caller;
import java.util.Optional;

/// An event: a request was turned away at the door, because of who asked or how often. `audit` listens.
public record Denied(Code code, Optional<Caller> caller, String address, String method, String path) {}
