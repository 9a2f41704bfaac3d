package io.kspec.core.failure;

/// An expected non-success. At every door (condition, exit code, denial, report) it reads as the same [#sentence].
///
/// Messages carry values and never secrets.
public sealed interface Failure {
    /// One clause with the values: what happened.
    String what();

    /// The object, field path or URL it happened at.
    String where();

    /// Something the reader can do now; a full sentence.
    String remedy();

    /// A CamelCase word for conditions and metrics.
    default String reason() {
        return getClass().getSimpleName();
    }

    /// What, where and what to do, as one line.
    default String sentence() {
        return "%s (%s). %s".formatted(what(), where(), remedy());
    }

    /// The API server refused a read. `scope` is a namespace, or "the cluster".
    record Forbidden(String verb, String resource, String scope) implements Failure {
        @Override
        public String what() {
            return "may not %s %s".formatted(verb, resource);
        }

        @Override
        public String where() {
            return scope;
        }

        @Override
        public String remedy() {
            return "Grant the verb %s on %s in %s.".formatted(verb, resource, scope);
        }
    }

    /// The API server does not know who asks: no credentials, wrong ones, or expired ones.
    record Unauthenticated(String server) implements Failure {
        @Override
        public String what() {
            return "the API server does not accept these credentials (401)";
        }

        @Override
        public String where() {
            return server;
        }

        @Override
        public String remedy() {
            return "Sign in again, or choose another context: they may have expired.";
        }
    }

    /// A server did not answer in time, or not at all.
    record Unreachable(String server, String cause) implements Failure {
        @Override
        public String what() {
            return "no answer: " + cause;
        }

        @Override
        public String where() {
            return server;
        }

        @Override
        public String remedy() {
            return "Check that the server runs and that this machine can reach it.";
        }
    }

    /// A server answered with an error that is neither a refusal nor silence. `cause` holds status code and reason.
    record ServerError(String request, String cause) implements Failure {
        @Override
        public String what() {
            return "the API server answered " + cause;
        }

        @Override
        public String where() {
            return request;
        }

        @Override
        public String remedy() {
            return "Look at the API server's log, then try again.";
        }
    }

    /// A field of the specification whose feature is not built yet: it is not judged, and says so.
    record NotBuilt(String field) implements Failure {
        @Override
        public String what() {
            return "%s is not evaluated by this version of kspec".formatted(field);
        }

        @Override
        public String where() {
            return field;
        }

        @Override
        public String remedy() {
            return "Remove the field, or read its result as unknown.";
        }
    }

    /// An expression ran into one of its limits; see what it says for which.
    record CutOff(String what, String where) implements Failure {
        @Override
        public String remedy() {
            return "Write a cheaper expression: fewer loops inside loops, shorter texts.";
        }
    }

    /// Something that was given cannot be read as what it should be: a file, an object, a value.
    record Malformed(String what, String where, String remedy) implements Failure {}

    /// A bug of kspec: it never lets anything pass.
    record InternalFault(String what, String where) implements Failure {
        @Override
        public String remedy() {
            return "Report this to the maintainers of kspec with the specification and the object.";
        }
    }

    /// Judging failed so often that it is not tried for a while.
    record BreakerOpen(String specification) implements Failure {
        @Override
        public String what() {
            return "judging by this specification failed again and again, and rests for some minutes";
        }

        @Override
        public String where() {
            return "ClusterSpecification " + specification;
        }

        @Override
        public String remedy() {
            return "Look at the operator's log for the fault; it tries again by itself.";
        }
    }
}
