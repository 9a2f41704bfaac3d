@NullMarked
package io.kspec.core;

import org.jspecify.annotations.NullMarked;
