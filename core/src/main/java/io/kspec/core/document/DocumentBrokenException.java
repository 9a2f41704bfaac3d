package io.kspec.core.document;

/// Ends the reading of one document; [Documents] turns it into [Broken] and goes on with the next.
final class DocumentBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position position;
    private final String what;
    private final String remedy;

    DocumentBrokenException(Position position, String what, String remedy) {
        super(what, null, false, false);
        this.position = position;
        this.what = what;
        this.remedy = remedy;
    }

    Broken in(String source) {
        return new Broken(source, position, what, remedy);
    }
}
