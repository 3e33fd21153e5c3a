package dev.strata.testbed.junit;

import dev.strata.testbed.part.RealPart;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets a real part stand in a static field with {@code @RegisterExtension}.
 *
 * <p>The logs of a test that failed, or of a start that did, are kept under {@code target/testbed-logs} of the module.
 */
public interface PartExtension extends RealPart, BeforeAllCallback, AfterAllCallback, AfterTestExecutionCallback {
    @Override
    default void beforeAll(ExtensionContext context) {
        try {
            start();
        } catch (RuntimeException e) {
            keepLogs(context, e);
            close();
            throw e;
        }
    }

    @Override
    default void afterTestExecution(ExtensionContext context) {
        context.getExecutionException().ifPresent(failure -> keepLogs(context, failure));
    }

    @Override
    default void afterAll(ExtensionContext context) {
        close();
    }

    private void keepLogs(ExtensionContext context, Throwable failure) {
        String test = context.getRequiredTestClass().getSimpleName()
                + context.getTestMethod().map(method -> "." + method.getName()).orElse("");
        Path folder = Path.of("target", "testbed-logs", test, getClass().getSimpleName())
                .toAbsolutePath();
        try {
            saveLogs(folder);
            System.err.println("logs of the parts behind the failed " + test + ": " + folder);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
