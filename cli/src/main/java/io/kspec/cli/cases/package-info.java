/// `kspec test`: cases that say which verdicts a specification must give on which objects. Start at
/// [io.kspec.cli.cases.TestCommand].
@NullMarked
package io.kspec.cli.cases;

import org.jspecify.annotations.NullMarked;
