package io.kspec.lifecycle.crd.rule;

import java.util.List;

/// A row of the catalogue of changes: it recognises one kind of difference and weighs it in both directions. Pure,
/// never throws, and asked by many threads at once.
public sealed interface CrdRule permits DefinitionRule, VersionRule, SchemaRule, NodeRule {
    /// What the rule can find; several where one row of the catalogue bears several ids.
    List<RuleCard> cards();
}
