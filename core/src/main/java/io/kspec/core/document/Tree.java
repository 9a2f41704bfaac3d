package io.kspec.core.document;

import com.fasterxml.jackson.databind.JsonNode;

/// A value and where it stands.
record Tree(JsonNode json, Place place) {}
