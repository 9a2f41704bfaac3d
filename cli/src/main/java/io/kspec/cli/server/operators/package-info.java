/// `kspec operators`: the operators that a server knows, their versions and their health. Start at
/// [io.kspec.cli.server.operators.OperatorsCommand].
@NullMarked
package io.kspec.cli.server.operators;

import org.jspecify.annotations.NullMarked;
