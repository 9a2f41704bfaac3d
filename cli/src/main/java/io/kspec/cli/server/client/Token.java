package io.kspec.cli.server.client;

/// What a server knows a person or a program by. Its text never shows in messages.
public record Token(String text) {
    @Override
    public String toString() {
        return "Token[not shown]";
    }
}
