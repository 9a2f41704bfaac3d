package io.kspec.core.cel;

/// Why an expression is refused.
///
/// @param what one clause with the place: `"startWith" is no known function or variable (line 1, column 31)`
/// @param remedy what is allowed; a full sentence
public record CelProblem(String what, String remedy) {}
