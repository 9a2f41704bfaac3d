/// What the tests of managed clusters share: a kind of their own and a cluster that serves it. Start at
/// [io.kspec.kube.managed.Widgets].
@NullMarked
package io.kspec.kube.managed;

import org.jspecify.annotations.NullMarked;
