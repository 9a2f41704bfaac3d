/// Reading a cluster: lists by pages, raw JSON, every refusal a gap with its name. Writes nothing. Start at
/// [io.kspec.kube.read.ClusterReader].
@NullMarked
package io.kspec.kube.read;

import org.jspecify.annotations.NullMarked;
