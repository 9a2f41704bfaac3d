/// Rules of the catalogue about expressions that values must satisfy. Each class is one row; start at
/// [io.kspec.lifecycle.crd.CrdRules].
@NullMarked
package io.kspec.lifecycle.crd.rule.cel;

import org.jspecify.annotations.NullMarked;
