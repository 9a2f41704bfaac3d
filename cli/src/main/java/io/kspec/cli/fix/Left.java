package io.kspec.cli.fix;

import io.kspec.core.rule.RuleId;
import io.kspec.core.verdict.SubjectRef;

/// A broken rule that a person must see to.
///
/// @param file as it was given
/// @param hint one sentence that says what to decide
record Left(String file, RuleId rule, SubjectRef object, String hint) {}
