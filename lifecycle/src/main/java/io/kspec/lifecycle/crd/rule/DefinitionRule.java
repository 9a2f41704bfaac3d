package io.kspec.lifecycle.crd.rule;

import io.kspec.lifecycle.crd.Finding;
import java.util.List;

/// Judges two whole definitions.
public non-sealed interface DefinitionRule extends CrdRule {
    List<Finding> judge(Change change);
}
