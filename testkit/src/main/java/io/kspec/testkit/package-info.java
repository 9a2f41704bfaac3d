@NullMarked
package io.kspec.testkit;

import org.jspecify.annotations.NullMarked;
