/// Schemas of custom resources as the API server understands them: places, types, values that are the same though
/// they are written otherwise. Start at [io.kspec.lifecycle.crd.schema.Keywords].
@NullMarked
package io.kspec.lifecycle.crd.schema;

import org.jspecify.annotations.NullMarked;
