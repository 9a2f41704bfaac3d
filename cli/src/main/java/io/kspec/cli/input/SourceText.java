package io.kspec.cli.input;

import java.nio.file.Path;
import java.util.Optional;

/// The text of one file, or of standard input.
///
/// @param source as messages name it: the path as it was given, or `stdin`
/// @param file empty for standard input
public record SourceText(String source, Optional<Path> file, String text) {}
