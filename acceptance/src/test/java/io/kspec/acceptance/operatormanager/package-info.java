/// The Operator Manager's story with real programs: server, PostgreSQL, control planes and a running operator.
///
/// **Start at** [io.kspec.acceptance.operatormanager.OperatorManagerIT].
@NullMarked
package io.kspec.acceptance.operatormanager;

import org.jspecify.annotations.NullMarked;
