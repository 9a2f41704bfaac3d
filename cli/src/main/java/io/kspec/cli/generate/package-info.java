/// `kspec generate`: what a specification says, written for other programs. Start at
/// [io.kspec.cli.generate.GeneratePoliciesCommand].
@NullMarked
package io.kspec.cli.generate;

import org.jspecify.annotations.NullMarked;
