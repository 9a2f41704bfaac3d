/// Rules of the catalogue about which fields there are and what kind of value they hold. Each class is one row;
/// start at [io.kspec.lifecycle.crd.CrdRules].
@NullMarked
package io.kspec.lifecycle.crd.rule.field;

import org.jspecify.annotations.NullMarked;
