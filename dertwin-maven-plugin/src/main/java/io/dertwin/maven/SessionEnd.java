package io.dertwin.maven;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;

/** Hears of the end of a build also where Maven's process lives on, as that of the Maven Daemon does. */
final class SessionEnd {

    private SessionEnd() {}

    /** Runs the action when the build that this request asks for has ended, and before Maven says how it went. */
    static void before(MavenExecutionRequest request, Runnable action) {
        synchronized (request) {
            ExecutionListener others = request.getExecutionListener();
            request.setExecutionListener((ExecutionListener) Proxy.newProxyInstance(
                    ExecutionListener.class.getClassLoader(),
                    new Class<?>[] {ExecutionListener.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("sessionEnded")) {
                            action.run();
                        }
                        try {
                            return others == null ? null : method.invoke(others, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }
    }
}
