package io.kspec.server.rollout;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/// Connections that let nothing more be done once a commit has made a query true: the thread that committed never
/// comes back, not even to what it does right after the transaction.
final class LastCommit {
    private static final ClassLoader LOADER = LastCommit.class.getClassLoader();
    private volatile String query = "select false";

    /// From now on.
    ///
    /// @param sql one boolean
    void after(String sql) {
        query = sql;
    }

    DataSource around(DataSource pool) {
        return (DataSource)
                Proxy.newProxyInstance(LOADER, new Class<?>[] {DataSource.class}, (_, method, arguments) -> {
                    Object answer = call(pool, method, arguments);
                    return answer instanceof Connection connection ? around(connection) : answer;
                });
    }

    private Connection around(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(LOADER, new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    Object answer = call(connection, method, arguments);
                    if (method.getName().equals("commit") && isTrue(connection)) {
                        new CountDownLatch(1).await();
                    }
                    return answer;
                });
    }

    private boolean isTrue(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            return found.next() && found.getBoolean(1);
        } finally {
            connection.rollback();
        }
    }

    private static Object call(Object of, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(of, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
