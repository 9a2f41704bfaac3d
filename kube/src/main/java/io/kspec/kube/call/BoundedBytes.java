package io.kspec.kube.call;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Takes in a body until it is complete, or larger than allowed.
final class BoundedBytes implements AsyncBody.Consumer<List<ByteBuffer>> {
    private final int most;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private volatile boolean tooLarge;

    BoundedBytes(int most) {
        this.most = most;
    }

    @Override
    public void consume(List<ByteBuffer> buffers, AsyncBody body) {
        for (ByteBuffer buffer : buffers) {
            if (taken.size() + buffer.remaining() > most) {
                tooLarge = true;
                body.cancel();
                return;
            }
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            taken.writeBytes(part);
        }
        body.consume();
    }

    /// All of it, once it is complete; empty when there is too much.
    Optional<byte[]> all(AsyncBody body, Duration patience)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            body.done().get(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | java.util.concurrent.CancellationException ended) {
            if (!tooLarge) {
                throw ended;
            }
        } catch (TimeoutException late) {
            body.cancel();
            throw late;
        }
        return tooLarge ? Optional.empty() : Optional.of(taken.toByteArray());
    }
}
