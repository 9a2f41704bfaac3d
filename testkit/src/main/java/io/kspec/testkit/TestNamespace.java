package io.kspec.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a `String` parameter of an [ApiServer] test: the name of a namespace made for this one test, empty but for
/// what Kubernetes puts into every namespace, and deleted afterwards.
///
/// A test and its `@BeforeEach` and `@AfterEach` methods get the same one; `@BeforeAll` gets one for the class.
/// Nobody waits for the deletion to finish.
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TestNamespace {}
