package ru.priyomnaya.benchmark;

import java.io.IOException;
import java.net.ServerSocket;

/** Free ports. */
final class GatewayPorts {
    private GatewayPorts() {}

    static int port() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
