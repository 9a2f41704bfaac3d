/// How answers of a kspec server are printed, for people and for programs. Start at
/// [io.kspec.cli.server.answer.AnswerOptions].
@NullMarked
package io.kspec.cli.server.answer;

import org.jspecify.annotations.NullMarked;
