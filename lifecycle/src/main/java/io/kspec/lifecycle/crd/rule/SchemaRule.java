package io.kspec.lifecycle.crd.rule;

import io.kspec.lifecycle.crd.Finding;
import java.util.List;
import java.util.Set;

/// Judges a node that both schemas have, when one of the keywords that it reads differs.
public non-sealed interface SchemaRule extends CrdRule {
    /// The keywords about which it, together with the other rules that read them, says everything there is to say: a
    /// difference in a keyword that no rule reads is an `unknown-change`.
    Set<String> keywords();

    List<Finding> judge(NodePair node);
}
