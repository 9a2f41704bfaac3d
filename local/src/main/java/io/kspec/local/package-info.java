@NullMarked
package io.kspec.local;

import org.jspecify.annotations.NullMarked;
