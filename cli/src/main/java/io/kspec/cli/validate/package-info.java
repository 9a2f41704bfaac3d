/// `kspec validate`: reads kspec's own kinds strictly, and says what is wrong where. Start at
/// [io.kspec.cli.validate.ValidateCommand].
@NullMarked
package io.kspec.cli.validate;

import org.jspecify.annotations.NullMarked;
