/// What tests share. In test scope only: no product code may depend on it.
///
/// **Start at** [ApiServer]: put on a test class, it hands the tests a real API server, a namespace of their own
/// and kubectl.
///
/// **Writes** the servers' logs to `target/kube-logs/<test>` of the module under test when a test fails.
@NullMarked
package io.kspec.testkit;

import org.jspecify.annotations.NullMarked;
