/// The files that `-f` names: files, directories and standard input become documents. Start at
/// [io.kspec.cli.input.Manifests].
@NullMarked
package io.kspec.cli.input;

import org.jspecify.annotations.NullMarked;
