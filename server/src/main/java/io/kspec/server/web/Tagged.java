package io.kspec.server.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A GET of one object whose answer carries an `ETag` and heeds `If-None-Match`. The tag is that of the body,
/// unless the resource set one; the PUT beside it calls [Tags#demand].
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Tagged {}
