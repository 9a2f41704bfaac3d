package io.kspec.lifecycle.crd.rule;

import io.kspec.lifecycle.crd.Finding;
import java.util.List;

/// Judges a node of a schema by itself, whatever it was before. What the old schema draws at the same place already
/// is not told again.
public non-sealed interface NodeRule extends CrdRule {
    List<Finding> judge(SchemaNode node);
}
