@NullMarked
package io.kspec.kube;

import org.jspecify.annotations.NullMarked;
