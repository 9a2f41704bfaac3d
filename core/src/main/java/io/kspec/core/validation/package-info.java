/// What a schema cannot see in a specification: patterns that do not compile, bounds that contradict each other,
/// fields whose feature is not built yet. Start at [io.kspec.core.validation.SpecValidation].
@NullMarked
package io.kspec.core.validation;

import org.jspecify.annotations.NullMarked;
