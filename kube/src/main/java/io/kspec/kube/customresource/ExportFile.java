package io.kspec.kube.customresource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kspec.core.digest.Sha256;
import io.kspec.core.failure.Failure;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// An export on disk: gzip, one JSON object a line, the definition first.
final class ExportFile implements Visitor, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LINE = 64 * 1024 * 1024;

    private final Path file;
    private final ObjectNode definition;
    private BufferedWriter writer;

    /// @throws IOException if the file cannot be made
    ExportFile(Path file, ObjectNode definition) throws IOException {
        this.file = file;
        this.definition = definition;
        this.writer = open(file);
    }

    @Override
    public void begin() {
        try {
            writer.close();
            writer = open(file);
            line(definition);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void visit(ObjectNode object) {
        try {
            line(object);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    /// Shows every object of a file; the definition is in the answer.
    ///
    /// @param digest the file has to have, in hexadecimal
    static Reread read(Path file, String digest, Visitor visitor) {
        try {
            String found = digest(file);
            return found.equals(digest)
                    ? new Reread.Intact(objects(file, visitor))
                    : damaged(file, "its SHA-256 is %s, not %s".formatted(found, digest));
        } catch (JsonProcessingException broken) {
            return damaged(file, "a line of it is no object");
        } catch (IOException unreadable) {
            return damaged(file, "it cannot be read: " + unreadable.getMessage());
        }
    }

    static String digest(Path file) throws IOException {
        MessageDigest sha = Sha256.begin();
        try (InputStream stream = new DigestInputStream(Files.newInputStream(file), sha)) {
            stream.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.of(sha);
    }

    private static ObjectNode objects(Path file, Visitor visitor) throws IOException {
        visitor.begin();
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String first = reader.readLine();
            if (first == null) {
                throw new IOException("it is empty");
            }
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.length() > LONGEST_LINE) {
                    throw new IOException("a line of it is longer than any object");
                }
                visitor.visit(JSON.readValue(line, ObjectNode.class));
            }
            return JSON.readValue(first, ObjectNode.class);
        }
    }

    private void line(ObjectNode object) throws IOException {
        writer.write(JSON.writeValueAsString(object));
        writer.write('\n');
    }

    private static BufferedWriter open(Path file) throws IOException {
        return new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
    }

    private static Reread damaged(Path file, String what) {
        return new Reread.Damaged(
                new Failure.Malformed(what, file.toString(), "Fetch the export again from where it was kept."));
    }
}
