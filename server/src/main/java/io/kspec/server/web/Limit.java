package io.kspec.server.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How often one user (without a token: one address) may call an endpoint, over all replicas. Every endpoint of the
/// API carries it; methods that carry the same `shared` name draw from one bucket.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Limit {
    int perMinute();

    String shared() default "";
}
