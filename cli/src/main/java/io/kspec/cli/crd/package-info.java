/// What changes of CustomResourceDefinitions do. Reads definitions from files or from a cluster, writes nothing.
/// Start at [io.kspec.cli.crd.CrdDiffCommand].
@NullMarked
package io.kspec.cli.crd;

import org.jspecify.annotations.NullMarked;
