/// A scan in the formats that other programs and people read: JUnit, SARIF, OSCAL, OpenReports, HTML. Pure: writes to
/// the writer it is given and reads nothing. Start at [io.kspec.core.export.Format].
@NullMarked
package io.kspec.core.export;

import org.jspecify.annotations.NullMarked;
