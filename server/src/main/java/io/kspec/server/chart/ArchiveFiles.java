package io.kspec.server.chart;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/// Unpacks archives into memory within limits, so that neither its names nor its size can do harm.
final class ArchiveFiles {
    static final int MOST_FILES = 10_000;
    static final int LARGEST_FILE = 5 * 1024 * 1024;
    static final long LARGEST_WHOLE = 100L * 1024 * 1024;

    private ArchiveFiles() {}

    /// The files that `wanted` picks, by their names in the archive; all of it is read through and judged.
    static Map<String, byte[]> read(ChartArchive archive, Predicate<String> wanted) throws BadArchiveException {
        return read(() -> unzipped(archive.open()), LARGEST_FILE, wanted);
    }

    /// As [#read], of a `.tar` that may be packed or not.
    ///
    /// @param largest file, in bytes
    static Map<String, byte[]> readTar(byte[] tar, int largest, Predicate<String> wanted) throws BadArchiveException {
        return read(
                () -> GzipCompressorInputStream.matches(tar, tar.length)
                        ? unzipped(new ByteArrayInputStream(tar))
                        : new ByteArrayInputStream(tar),
                largest,
                wanted);
    }

    private interface Source {
        InputStream open() throws IOException;
    }

    private static InputStream unzipped(InputStream packed) throws IOException {
        return GzipCompressorInputStream.builder()
                .setInputStream(packed)
                .setDecompressConcatenated(true)
                .get();
    }

    private static Map<String, byte[]> read(Source source, int largest, Predicate<String> wanted)
            throws BadArchiveException {
        var files = new HashMap<String, byte[]>();
        try (InputStream unpacked = source.open();
                var tar = new TarArchiveInputStream(unpacked, "UTF-8")) {
            long whole = 0;
            int count = 0;
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                count++;
                judge(entry, count);
                if (entry.isFile()) {
                    byte[] content = tar.readNBytes(largest + 1);
                    whole += content.length;
                    judge(entry.getName(), content.length, largest, whole);
                    if (wanted.test(entry.getName())) {
                        files.put(entry.getName(), content);
                    }
                }
            }
        } catch (IOException broken) {
            throw new BadArchiveException("it is no gzip archive of files (%s)".formatted(broken.getMessage()));
        } catch (IllegalArgumentException broken) { // what the library throws for headers that make no sense
            throw new BadArchiveException("an entry of it cannot be read");
        }
        return files;
    }

    private static void judge(TarArchiveEntry entry, int count) throws BadArchiveException {
        String name = entry.getName();
        if (count > MOST_FILES) {
            throw new BadArchiveException("it has more than %,d entries".formatted(MOST_FILES));
        }
        if (entry.isSymbolicLink() || entry.isLink()) {
            throw new BadArchiveException("its entry %s is a link".formatted(shown(name)));
        }
        if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
            throw new BadArchiveException("its entry %s is neither a file nor a folder".formatted(shown(name)));
        }
        if (name.startsWith("/") || name.contains("\\") || name.contains(":") || climbs(name)) {
            throw new BadArchiveException("its entry %s leads out of its folder".formatted(shown(name)));
        }
    }

    private static void judge(String name, int size, int largest, long whole) throws BadArchiveException {
        if (size > largest) {
            throw new BadArchiveException(
                    "its entry %s unpacks to more than %,d bytes".formatted(shown(name), largest));
        }
        if (whole > LARGEST_WHOLE) {
            throw new BadArchiveException("it unpacks to more than %,d bytes".formatted(LARGEST_WHOLE));
        }
    }

    private static boolean climbs(String name) {
        for (String step : name.split("/", -1)) {
            if (step.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static String shown(String name) {
        return name.length() > 100 ? name.substring(0, 100) + "…" : name;
    }
}
