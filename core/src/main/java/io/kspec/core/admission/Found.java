package io.kspec.core.admission;

import io.kspec.core.rulebook.Judgement;

/// A judgement about a request.
///
/// @param soBefore whether the rule was broken before an update, and the update does not make it worse
public record Found(Judgement judgement, boolean soBefore) {}
