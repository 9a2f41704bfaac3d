/// What may be changed of a running workload that breaks rules, and how it is undone. Objects and rulebooks in,
/// answers out; pure. Start at [io.kspec.core.remedy.Remedy].
@NullMarked
package io.kspec.core.remedy;

import org.jspecify.annotations.NullMarked;
