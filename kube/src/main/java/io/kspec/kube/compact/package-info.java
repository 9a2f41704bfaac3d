/// JSON trees that share what is equal, so that ten thousand pods of two thousand owners fit in little memory. Start
/// at [io.kspec.kube.compact.CompactJson].
@NullMarked
package io.kspec.kube.compact;

import org.jspecify.annotations.NullMarked;
