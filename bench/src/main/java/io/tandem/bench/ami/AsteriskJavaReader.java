package io.tandem.bench.ami;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.internal.ManagerReader;
import org.asteriskjava.manager.internal.ManagerReaderImpl;
import org.asteriskjava.util.SocketConnectionFacade;
import org.asteriskjava.util.internal.SocketConnectionFacadeImpl;
import org.asteriskjava.util.internal.streamreader.FastScanner;
import org.asteriskjava.util.internal.streamreader.FastScannerFactory;

/** asterisk-java's own reader and line scanner over bytes in memory; its events go to a dispatcher that only counts them. */
final class AsteriskJavaReader {

    static final String NAME = name();

    static long read(EventStream stream) {
        long[] events = new long[1];
        var reader = over(events);
        reader.setSocket(new Lines(stream));
        reader.run();
        // It adds some of its own: at the stream's end, and old MeetMe and Bridge events to new ones.
        if (events[0] < stream.events()) {
            throw new IllegalStateException("asterisk-java read " + events[0] + " of " + stream.events() + " events");
        }
        return events[0];
    }

    /** Its dispatcher is no public type, so no class of ours can be one by name. */
    private static ManagerReader over(long[] events) {
        try {
            var dispatcher = Class.forName("org.asteriskjava.manager.internal.Dispatcher");
            var counter =
                    Proxy.newProxyInstance(dispatcher.getClassLoader(), new Class<?>[] {dispatcher}, (_, method, _) -> {
                        events[0] += method.getName().equals("dispatchEvent") ? 1 : 0;
                        return null;
                    });
            return ManagerReaderImpl.class
                    .getConstructor(dispatcher, Object.class)
                    .newInstance(counter, AsteriskJavaReader.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this asterisk-java has another reader", e);
        }
    }

    private static String name() {
        var jar = DefaultManagerConnection.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return jar.substring(jar.lastIndexOf('/') + 1).replace(".jar", "");
    }

    private static final class Lines implements SocketConnectionFacade {

        private final FastScanner scanner;

        Lines(EventStream stream) {
            var text = new InputStreamReader(new ByteArrayInputStream(stream.bytes()), StandardCharsets.UTF_8);
            scanner = FastScannerFactory.getReader(text, SocketConnectionFacadeImpl.CRNL_PATTERN);
        }

        @Override
        public String readLine() throws IOException {
            return scanner.next();
        }

        @Override
        public void write(String s) {
            throw new UnsupportedOperationException("only read from");
        }

        @Override
        public void flush() {}

        @Override
        public void close() throws IOException {
            scanner.close();
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public InetAddress getLocalAddress() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public int getLocalPort() {
            return 0;
        }

        @Override
        public InetAddress getRemoteAddress() {
            return InetAddress.getLoopbackAddress();
        }

        @Override
        public int getRemotePort() {
            return 0;
        }
    }

    private AsteriskJavaReader() {}
}
