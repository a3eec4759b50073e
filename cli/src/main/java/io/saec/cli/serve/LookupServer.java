package io.saec.cli.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server that the JDK brings, in front of a {@link LookupApi}. As many threads as there
 * are processors, named {@code saec-serve-1} and so on, answer; a client that takes more than ten
 * seconds to send its request or to take its answer loses its connection, so that slow ones cannot
 * hold the threads. (thread safe)
 */
public final class LookupServer implements AutoCloseable {
  /** Room for a full batch of the longest features. */
  static final int MAX_BODY_BYTES = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(LookupServer.class);
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int BACKLOG = 0;
  private static final int STOP_SECONDS = 1;

  private final HttpServer server;
  private final ExecutorService threads;

  private LookupServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Begins to answer.
   *
   * @param address port 0 takes a free one
   * @throws java.net.BindException if the port is in use or the host is not one of this machine's
   */
  public static LookupServer start(InetSocketAddress address, LookupApi api) throws IOException {
    limitPatience();
    HttpServer http = HttpServer.create(address, BACKLOG);
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            task -> new Thread(task, "saec-serve-" + number.incrementAndGet()));
    http.setExecutor(threads);
    http.createContext("/", exchange -> handle(exchange, api));
    http.start();
    return new LookupServer(http, threads);
  }

  /** The server of the JDK takes these from the system only, and before it is made. */
  private static void limitPatience() {
    setDefault("sun.net.httpserver.maxReqTime", "10");
    setDefault("sun.net.httpserver.maxRspTime", "10");
    // Else head and body of an answer wait for each other, 40 ms a request.
    setDefault("sun.net.httpserver.nodelay", "true");
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Finishes the answers it is at, for a second at most, and ends. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The server's own delay would be waited out even if there is nothing to wait for.
    server.stop(0);
  }

  private static void handle(HttpExchange exchange, LookupApi api) throws IOException {
    try (exchange) {
      Reply reply = reply(exchange, api);
      byte[] body = json(reply);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(reply.status(), -1);
      } else {
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static Reply reply(HttpExchange exchange, LookupApi api) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      return new RequestException(
              413,
              "the body is too large",
              "send at most " + MAX_BODY_BYTES + " bytes; split the batch")
          .reply();
    }
    try {
      return api.answer(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestURI().getRawQuery(),
              body));
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      return new RequestException(500, e.toString(), "the log of saec serve has more").reply();
    }
  }

  private static byte[] json(Reply reply) throws JsonProcessingException {
    return MAPPER.writeValueAsBytes(reply.body());
  }
}
