@NullMarked
package io.kspec.cli;

import org.jspecify.annotations.NullMarked;
