/// What a change of a CustomResourceDefinition does to clients, to writers and to the objects that are stored, in
/// both directions. Reads two definitions, answers findings. Start at [io.kspec.lifecycle.crd.CrdComparison].
@NullMarked
package io.kspec.lifecycle.crd;

import org.jspecify.annotations.NullMarked;
