/// Test results as XML, in the subset that every CI server reads. Start at [io.kspec.core.junit.JunitXml].
@NullMarked
package io.kspec.core.junit;

import org.jspecify.annotations.NullMarked;
