package io.saec.cli;

import io.saec.cli.serve.LookupApi;
import io.saec.cli.serve.LookupServer;
import io.saec.cli.serve.Readiness;
import io.saec.client.MappingFollower;
import io.saec.client.store.ViewStore;
import io.saec.job.JobOptions;
import io.saec.job.JobSettings;
import io.saec.job.KafkaSettings;
import io.saec.job.UserError;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "serve",
    description = {
      "Answers look-ups over HTTP in JSON, for hosts that are not JVMs. Follows the mapping until",
      "interrupted. GET /lookup?field=F&feature=X, POST /lookup, GET /ready, GET /fields.",
      ""
    })
final class ServeCommand implements Callable<Integer> {
  private static final int MAX_PORT = 65_535;

  @Mixin private ConfigMixin config;

  @Mixin private BeginMixin begin;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8090",
      description = "Port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = {
        "Address to listen on (default: ${DEFAULT-VALUE}, this machine only). There is no",
        "authentication: whoever reaches another one can look up."
      })
  private String host;

  @Option(
      names = "--field",
      paramLabel = "FIELD",
      description =
          "A field that /ready waits for; may be repeated (default: all of the configuration).")
  private Set<String> fields = new LinkedHashSet<>();

  @Override
  public Integer call() throws Exception {
    JobSettings settings = JobOptions.read(config.options());
    Set<String> needed =
        fields.isEmpty() ? settings.rules().fields().dimensions().keySet() : fields;
    InetSocketAddress address = address();
    ViewStore store = begin.store();
    MappingFollower follower = start(settings.kafka(), store);
    LookupServer server;
    try {
      server = listen(address, follower, needed);
    } catch (IOException e) {
      follower.close();
      store.close();
      throw new UserError(
          "port "
              + port
              + " on "
              + host
              + " cannot be taken: "
              + e.getMessage()
              + "; choose another with --port or --host");
    }
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  follower.close();
                  store.close();
                },
                "saec-serve-stop"));
    System.out.println(
        "serving at http://" + host + ":" + server.address().getPort() + ", fields " + needed);
    // What is interrupted ends by the hook.
    new CountDownLatch(1).await();
    return 0;
  }

  private static MappingFollower start(KafkaSettings kafka, ViewStore store) {
    try {
      return Following.start(kafka, store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private InetSocketAddress address() {
    if (port < 0 || port > MAX_PORT) {
      throw new UserError("--port " + port + " is not between 0 and " + MAX_PORT);
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UserError(
          "--host " + host + " is not known; give a name or address of this machine");
    }
    return address;
  }

  private static LookupServer listen(
      InetSocketAddress address, MappingFollower follower, Set<String> needed) throws IOException {
    Readiness readiness = new Readiness(follower.view(), needed, follower::lag, follower::failure);
    return LookupServer.start(address, new LookupApi(follower.view(), readiness));
  }
}
