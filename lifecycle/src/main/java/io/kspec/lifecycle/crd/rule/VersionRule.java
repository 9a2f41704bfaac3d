package io.kspec.lifecycle.crd.rule;

import io.kspec.lifecycle.crd.Finding;
import java.util.List;

/// Judges a version that both definitions have, apart from its schema.
public non-sealed interface VersionRule extends CrdRule {
    List<Finding> judge(VersionPair version);
}
