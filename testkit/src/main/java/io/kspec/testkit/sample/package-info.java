/// An operator to roll out in tests: a real program that reconciles `Widget`s, and its Helm charts in several
/// versions, good and bad.
///
/// **Start at** [io.kspec.testkit.sample.SampleCharts] for the charts, at [io.kspec.testkit.sample.SampleOperator]
/// for the program.
@NullMarked
package io.kspec.testkit.sample;

import org.jspecify.annotations.NullMarked;
