package io.kspec.server.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.kspec.core.digest.Sha256;
import io.kspec.core.failure.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A chart as somebody sends it: the archive that `helm package` writes, or an OCI image layout that holds one, in a
/// `.tar` that may be packed. `skopeo copy docker://… oci-archive:chart.tar` writes such a file, and so does `tar` of a
/// folder that `oras copy --to-oci-layout` filled. Nothing of a layout is believed that its digests do not prove.
public final class UploadedChart {
    private static final String MARK = "oci-layout";
    private static final String INDEX = "index.json";
    private static final String BLOBS = "blobs/sha256/";
    private static final Pattern OF_A_LAYOUT =
            Pattern.compile("(?:\\./)?(?:" + MARK + "|" + INDEX + "|" + BLOBS + "[0-9a-f]{64})");
    private static final String REMEDY = "Copy one chart into the layout, or send what helm package writes.";

    /// How many manifests of a layout are looked at, and how deep indexes lie in one another.
    private static final int MOST_MANIFESTS = 100;

    private static final int DEEPEST = 3;

    private final Map<String, byte[]> files;

    private UploadedChart(Map<String, byte[]> files) {
        this.files = files;
    }

    /// The archive in what was sent. What is no layout is the archive itself, and not judged here.
    public static Fetched archive(byte[] sent) {
        Map<String, byte[]> files = layout(sent);
        return files.containsKey(MARK)
                ? new UploadedChart(files).inLayout()
                : new Fetched.Archive(ChartArchive.of(sent));
    }

    private static Map<String, byte[]> layout(byte[] sent) {
        var files = new HashMap<String, byte[]>();
        try {
            ArchiveFiles.readTar(sent, ChartRepositories.LARGEST_ARCHIVE, name -> OF_A_LAYOUT
                            .matcher(name)
                            .matches())
                    .forEach((name, content) -> files.put(name.startsWith("./") ? name.substring(2) : name, content));
        } catch (BadArchiveException _) {
            return Map.of(); // whoever reads it as a chart says what is wrong with it
        }
        return files;
    }

    private Fetched inLayout() {
        List<String> archives = manifests(OciManifest.json(files.getOrDefault(INDEX, new byte[0])), DEEPEST)
                .limit(MOST_MANIFESTS)
                .flatMap(manifest -> OciManifest.archive(manifest).stream())
                .distinct()
                .toList();
        return switch (archives.size()) {
            case 0 -> failed("the OCI image layout holds no Helm chart");
            case 1 ->
                blob(archives.getFirst())
                        .<Fetched>map(content -> new Fetched.Archive(ChartArchive.of(content)))
                        .orElseGet(() -> failed("the OCI image layout has not the content of sha256:%s that it names"
                                .formatted(archives.getFirst())));
            default -> failed("the OCI image layout holds %d charts".formatted(archives.size()));
        };
    }

    private Stream<JsonNode> manifests(JsonNode index, int deepest) {
        return deepest == 0
                ? Stream.empty()
                : index.path("manifests")
                        .valueStream()
                        .flatMap(descriptor -> OciManifest.digest(descriptor).stream())
                        .flatMap(digest -> blob(digest).stream())
                        .map(OciManifest::json)
                        .flatMap(found -> Stream.concat(Stream.of(found), manifests(found, deepest - 1)));
    }

    private Optional<byte[]> blob(String digest) {
        return Optional.ofNullable(files.get(BLOBS + digest))
                .filter(content -> Sha256.of(content).equals(digest));
    }

    private static Fetched failed(String what) {
        return new Fetched.Failed(new Failure.Malformed(what, "the upload", REMEDY));
    }
}
