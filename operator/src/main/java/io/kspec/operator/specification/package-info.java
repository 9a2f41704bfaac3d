/// One ClusterSpecification: read, judged, held in force, reported. Start at
/// [io.kspec.operator.specification.SpecificationReconciler].
@NullMarked
package io.kspec.operator.specification;

import org.jspecify.annotations.NullMarked;
