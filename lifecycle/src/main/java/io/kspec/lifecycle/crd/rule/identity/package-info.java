/// Rules of the catalogue about who a definition is, and which names it takes. Each class is one row; start at
/// [io.kspec.lifecycle.crd.CrdRules].
@NullMarked
package io.kspec.lifecycle.crd.rule.identity;

import org.jspecify.annotations.NullMarked;
