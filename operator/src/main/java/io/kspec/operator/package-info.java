@NullMarked
package io.kspec.operator;

import org.jspecify.annotations.NullMarked;
