/// What the process knows of time that rules are measured by. See [io.kspec.kube.time.ThreadTime].
@NullMarked
package io.kspec.kube.time;

import org.jspecify.annotations.NullMarked;
