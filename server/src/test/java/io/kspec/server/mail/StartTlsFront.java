package io.kspec.server.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A mail server that says nothing before STARTTLS, in front of one that knows no encryption.
final class StartTlsFront implements AutoCloseable {
    private final ServerSocket server;
    private final SSLContext tls;
    private final int behind;
    private final AtomicInteger encrypted = new AtomicInteger();

    StartTlsFront(SSLContext tls, int behind) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.tls = tls;
        this.behind = behind;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    /// How many connections came to speak TLS.
    int encrypted() {
        return encrypted.get();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client;
                Socket mail = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            line(mail.getInputStream()); // its greeting
            say(client, "220 front");
            line(client.getInputStream()); // EHLO
            say(client, "250-front\r\n250 STARTTLS");
            if (!line(client.getInputStream()).equals("STARTTLS")) {
                return;
            }
            say(client, "220 go ahead");
            SSLSocket secured =
                    (SSLSocket) tls.getSocketFactory().createSocket(client, "127.0.0.1", client.getPort(), true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            encrypted.incrementAndGet();
            Thread.ofVirtual().start(() -> copy(mail, secured));
            copy(secured, mail);
        } catch (IOException gone) {
            // the client did not like us, which is what a test may be about
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[8192];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                out.write(some, 0, read);
                out.flush();
            }
            to.close();
        } catch (IOException gone) {
            // the other side ended it
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }

    private static void say(Socket to, String line) throws IOException {
        to.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
