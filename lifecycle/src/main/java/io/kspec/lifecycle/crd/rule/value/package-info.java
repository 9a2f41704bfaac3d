/// Rules of the catalogue about which values a field takes. Each class is one row; start at
/// [io.kspec.lifecycle.crd.CrdRules].
@NullMarked
package io.kspec.lifecycle.crd.rule.value;

import org.jspecify.annotations.NullMarked;
