/// What a rule of the catalogue is, and what rules are shown: pairs of definitions, of versions and of nodes of
/// schemas. The rules themselves lie in the packages below, one per section of the catalogue. Start at
/// [io.kspec.lifecycle.crd.rule.CrdRule].
@NullMarked
package io.kspec.lifecycle.crd.rule;

import org.jspecify.annotations.NullMarked;
