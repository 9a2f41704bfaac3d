package io.kspec.server.chart;

import io.kspec.core.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A packaged chart (`.tgz`) as it came, and its digest. Immutable.
public final class ChartArchive {
    private final byte[] bytes;
    private final String digest;

    private ChartArchive(byte[] bytes) {
        this.bytes = bytes;
        this.digest = Sha256.of(bytes);
    }

    public static ChartArchive of(byte[] bytes) {
        return new ChartArchive(bytes.clone());
    }

    /// SHA-256 over the bytes, 64 hexadecimal digits.
    public String digest() {
        return digest;
    }

    /// In bytes.
    public int size() {
        return bytes.length;
    }

    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public void writeTo(Path file) throws IOException {
        Files.write(file, bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChartArchive archive && archive.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "chart sha256:" + digest;
    }
}
