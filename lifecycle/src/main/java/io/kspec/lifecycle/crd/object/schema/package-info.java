/// The schema of one version of a CustomResourceDefinition as the API server uses it: pruning, dropping of nulls,
/// defaulting, validation, and what an update is forgiven. Reads JSON trees, answers JSON trees and errors; changes
/// nothing it is given. Start at [io.kspec.lifecycle.crd.object.schema.CompiledSchema].
@NullMarked
package io.kspec.lifecycle.crd.object.schema;

import org.jspecify.annotations.NullMarked;
