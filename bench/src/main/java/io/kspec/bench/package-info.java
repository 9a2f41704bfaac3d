@NullMarked
package io.kspec.bench;

import org.jspecify.annotations.NullMarked;
