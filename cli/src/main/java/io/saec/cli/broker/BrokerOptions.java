package io.saec.cli.broker;

import static io.saec.cli.broker.BrokerDirectory.CONTROLLER_LISTENER;
import static io.saec.cli.broker.BrokerDirectory.NODE_ID;
import static io.saec.cli.broker.LocalPorts.HOST;

import java.util.HashMap;
import java.util.Map;

/** What a broker on one machine is told: one replica of all, small buffers, quick to start. */
final class BrokerOptions {
  private BrokerOptions() {}

  static Map<String, String> of(BrokerDirectory directory, LocalPorts ports) {
    Map<String, String> options = new HashMap<>();
    options.put("process.roles", "broker,controller");
    options.put("node.id", String.valueOf(NODE_ID));
    options.put("log.dirs", directory.path().toString());
    listeners(options, ports);
    internalTopics(options);
    logs(options);
    options.put("auto.create.topics.enable", "false");
    options.put("num.network.threads", "2");
    options.put("num.io.threads", "4");
    return options;
  }

  private static void listeners(Map<String, String> options, LocalPorts ports) {
    String broker = "PLAINTEXT://" + ports.address();
    String controller = HOST + ":" + ports.controller();
    options.put("listeners", broker + "," + CONTROLLER_LISTENER + "://" + controller);
    options.put("advertised.listeners", broker);
    options.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    options.put("controller.listener.names", CONTROLLER_LISTENER);
    // Voters by option, not in the directory, since the port is another at every start.
    options.put("controller.quorum.voters", NODE_ID + "@" + controller);
  }

  private static void internalTopics(Map<String, String> options) {
    options.put("offsets.topic.replication.factor", "1");
    options.put("offsets.topic.num.partitions", "4");
    options.put("transaction.state.log.replication.factor", "1");
    options.put("transaction.state.log.min.isr", "1");
    options.put("transaction.state.log.num.partitions", "4");
    options.put("share.coordinator.state.topic.replication.factor", "1");
    options.put("share.coordinator.state.topic.min.isr", "1");
    options.put("share.coordinator.state.topic.num.partitions", "1");
    options.put("group.initial.rebalance.delay.ms", "0");
  }

  /** Small segments and frequent checks, so that retention and compaction show within a minute. */
  private static void logs(Map<String, String> options) {
    options.put("log.segment.bytes", String.valueOf(64 << 20));
    options.put("log.retention.check.interval.ms", "10000");
    options.put("log.initial.task.delay.ms", "1000");
    options.put("log.segment.delete.delay.ms", "1000");
    options.put("log.cleaner.threads", "1");
    // 24 bytes a key: 1.2 million keys a pass.
    options.put("log.cleaner.dedupe.buffer.size", String.valueOf(32 << 20));
  }
}
