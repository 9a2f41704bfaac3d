package io.kspec.kube.read;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks when it is first needed, and once, whoever asks first.
final class Once<T> implements Supplier<T> {
    private final Supplier<T> question;
    private final Lock lock = new ReentrantLock();
    private @Nullable T answer;

    Once(Supplier<T> question) {
        this.question = question;
    }

    @Override
    public T get() {
        lock.lock();
        try {
            T known = answer;
            if (known == null) {
                known = question.get();
                answer = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }
}
