package io.kspec.cli.server.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Entries of a list, of one page or of many.
///
/// @param plural the name under which the server lists them: `operators`
/// @param body as the server would have answered on one page: the entries under their plural name, and `total`
/// @param total how many there are, beyond those that were asked for
public record Listed(String request, String plural, ObjectNode body, int total) {
    public ArrayNode items() {
        return body.withArray("/" + plural);
    }
}
