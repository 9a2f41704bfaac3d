package io.kspec.kube.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.failure.Failure;
import java.time.Duration;

/// What a request came to.
public sealed interface Answer {
    /// The server did as it was asked.
    ///
    /// @param json the body; missing where there was none
    /// @param took from the request until the whole answer
    record Done(JsonNode json, Duration took) implements Answer {}

    /// The server refused, or nothing came in time.
    ///
    /// @param code HTTP status; 0 when there was no answer, and then nobody knows whether a write was carried out
    /// @param status the body, a `Status` object where the server sends one; missing where there was none
    record Refused(int code, JsonNode status, Failure why) implements Answer {
        public boolean notFound() {
            return code == 404;
        }

        public boolean silent() {
            return code == 0;
        }
    }
}
