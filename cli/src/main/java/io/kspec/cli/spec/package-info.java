/// ClusterSpecifications out of files, the cluster and the embedded profile. Start at
/// [io.kspec.cli.spec.SpecificationChoice].
@NullMarked
package io.kspec.cli.spec;

import org.jspecify.annotations.NullMarked;
