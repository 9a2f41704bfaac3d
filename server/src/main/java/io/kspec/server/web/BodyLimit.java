package io.kspec.server.web;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses bodies above 10 MiB: before the first byte when the client says its length, else while it is read.
@Singleton
public final class BodyLimit {
    private static final long LARGEST = 10L * 1024 * 1024;

    /// The first of all that read the body, after the caller is known to be allowed (2000).
    private static final int PRIORITY = 3000;

    @ServerRequestFilter(priority = PRIORITY)
    public void refuseTooLarge(ContainerRequestContext request) {
        if (request.getLength() > LARGEST) {
            throw Problems.ofStatus(413).refused();
        }
        if (request.hasEntity()) {
            request.setEntityStream(new Bounded(request.getEntityStream()));
        }
    }

    private static final class Bounded extends FilterInputStream {
        private long left = LARGEST;

        private Bounded(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = in.read(into, offset, length);
            count(Math.max(0, got));
            return got;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw Problems.ofStatus(413).refused();
            }
        }
    }
}
