/// Results in the XML of JUnit, which every CI server shows. Start at [io.kspec.core.junit.JunitXml].
@NullMarked
package io.kspec.core.junit;

import org.jspecify.annotations.NullMarked;
