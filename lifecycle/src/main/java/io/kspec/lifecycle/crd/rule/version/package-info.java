/// Rules of the catalogue about which versions there are, which of them are served and stored, and how objects are
/// converted. Each class is one row; start at [io.kspec.lifecycle.crd.CrdRules].
@NullMarked
package io.kspec.lifecycle.crd.rule.version;

import org.jspecify.annotations.NullMarked;
