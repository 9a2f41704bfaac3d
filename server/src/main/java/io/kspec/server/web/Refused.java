package io.kspec.server.web;

/// Ends a request with a problem; a transaction around it is rolled back. Thrown by resources and the filters before
/// them and by nothing below, where a refusal is a value.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
