package io.saec.cli.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The two ports of a node on 127.0.0.1: one for clients, one for its controller. */
record LocalPorts(int broker, int controller) {
  static final String HOST = "127.0.0.1";
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /**
   * Finds ports that are free now. They are looked at before Kafka binds them because a Kafka node
   * that fails to bind ends the process.
   *
   * @param port for clients; 0 takes a free one
   * @throws BindException naming the port, if it is in use
   */
  static LocalPorts choose(int port) throws IOException {
    if (port < 0 || port > 0xFFFF) {
      throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
    }
    // Both are held at once, so that they differ.
    try (ServerSocket broker = bind(port);
        ServerSocket controller = bind(0)) {
      return new LocalPorts(broker.getLocalPort(), controller.getLocalPort());
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    try {
      return new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK));
    } catch (BindException e) {
      BindException named =
          new BindException(
              "port "
                  + port
                  + " on "
                  + HOST
                  + " cannot be taken ("
                  + e.getMessage()
                  + "): stop what listens there, or choose another port, 0 for any free one");
      named.initCause(e);
      throw named;
    }
  }

  String address() {
    return HOST + ":" + broker;
  }
}
