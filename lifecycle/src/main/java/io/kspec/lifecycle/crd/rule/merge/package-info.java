/// Rules of the catalogue about how writers share fields, what the API server offers beside the objects, how they
/// are shown, and whether the API server takes the definition at all. Each class is one row; start at
/// [io.kspec.lifecycle.crd.CrdRules].
@NullMarked
package io.kspec.lifecycle.crd.rule.merge;

import org.jspecify.annotations.NullMarked;
