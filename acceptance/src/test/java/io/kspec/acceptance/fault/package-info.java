/// What happens to kspec when things go wrong around it: the API server goes away, a specification is bad, nothing
/// happens at all. `docs/faults.md` tells of each in a line.
@NullMarked
package io.kspec.acceptance.fault;

import org.jspecify.annotations.NullMarked;
