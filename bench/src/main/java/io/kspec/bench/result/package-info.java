/// What a benchmark found, with the machine it found it on: printed as a table, written as JSON. Start at
/// [io.kspec.bench.result.Report].
@NullMarked
package io.kspec.bench.result;

import org.jspecify.annotations.NullMarked;
