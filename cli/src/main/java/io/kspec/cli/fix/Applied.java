package io.kspec.cli.fix;

import io.kspec.core.rule.RuleId;
import io.kspec.core.verdict.SubjectRef;

/// A rule that an object was mended by.
record Applied(RuleId rule, SubjectRef object) {}
