/// The schemas of custom resources that operators bring, version by version, and what changes between them.
///
/// **Reads** uploaded schemas. **Writes** `crds`, and decides requests of [io.kspec.server.approval] that
/// wait for a definition. What a change does is judged by `lifecycle`. Start with
/// [io.kspec.server.crd.Crds].
@NullMarked
package io.kspec.server.crd;

import org.jspecify.annotations.NullMarked;
