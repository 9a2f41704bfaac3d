/// Why an object is judged as it is. Start at [io.kspec.cli.why.WhyCommand].
@NullMarked
package io.kspec.cli.why;

import org.jspecify.annotations.NullMarked;
