package io.saec.cli.broker;

import java.io.IOException;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker with its controller, a single node on 127.0.0.1, in this process. It keeps
 * its data in a directory that outlives it: started again there, under any port, it has its topics
 * back. For trying things out and for tests; nothing is replicated.
 *
 * <p>Starting takes 2 to 3 seconds. A fault inside a running Kafka node ends the whole process, as
 * Kafka's own start script would have it.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts a broker and returns once it takes requests.
   *
   * @param dir of its data, made and formatted if need be
   * @param port to listen on at 127.0.0.1; 0 takes a free one
   * @throws java.net.BindException if the port is in use
   * @throws IOException if the directory is in use or cannot be written
   */
  public static EmbeddedBroker start(Path dir, int port) throws IOException {
    BrokerDirectory directory = BrokerDirectory.prepare(dir);
    LocalPorts ports = LocalPorts.choose(port);
    KafkaConfig config = new KafkaConfig(BrokerOptions.of(directory, ports));
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return new EmbeddedBroker(server, ports.address());
  }

  /** What a client connects to: {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Waits until the broker has been stopped. */
  public void awaitStop() {
    server.awaitShutdown();
  }

  /** Stops the broker and waits for it; its directory stays. May be called again. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /**
   * Runs a broker as its own process until that is told to end; prints {@code ready 127.0.0.1:port}
   * once it is up.
   *
   * @param args directory and port
   */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("usage: EmbeddedBroker <directory> <port, 0 for a free one>");
      System.exit(2);
    }
    try {
      EmbeddedBroker broker = start(Path.of(args[0]), Integer.parseInt(args[1]));
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
      System.out.println("ready " + broker.bootstrapServers());
      broker.awaitStop();
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("broker did not start: " + e.getMessage());
      System.exit(1);
    }
  }
}
