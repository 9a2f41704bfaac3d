package io.kspec.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;

/// What a test is called in file names: `Class.method`, or `Class` outside of methods.
final class TestTitle {
    private TestTitle() {}

    static String of(ExtensionContext context) {
        String testClass = context.getTestClass().map(TestTitle::nested).orElse("tests");
        return context.getTestMethod()
                .map(method -> testClass + "." + method.getName())
                .orElse(testClass);
    }

    private static String nested(Class<?> testClass) {
        return testClass.getName().substring(testClass.getPackageName().length() + 1);
    }
}
