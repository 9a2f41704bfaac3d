/// Requests to one API server as JSON, each with its own deadline and a limit for its answer; a refusal or a silence
/// is an answer, nothing is thrown. Start at [io.kspec.kube.call.ApiCalls].
@NullMarked
package io.kspec.kube.call;

import org.jspecify.annotations.NullMarked;
