package io.kspec.server.secret;

import io.kspec.core.failure.Failure;

/// What became of opening something sealed.
public sealed interface Opened {
    /// The caller keeps it no longer than it must and never logs it.
    final class Plain implements Opened {
        private final byte[] bytes;

        Plain(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return "Plain[" + bytes.length + " bytes]";
        }
    }

    /// The key is none of ours, or the bytes or their context are not those that were sealed.
    record Unreadable(Failure why) implements Opened {}
}
