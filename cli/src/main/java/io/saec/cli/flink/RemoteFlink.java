package io.saec.cli.flink;

import io.saec.job.JobSettings;
import io.saec.job.SaecJob;
import io.saec.job.UserError;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/** The job on a cluster that is there already. */
public final class RemoteFlink {
  private RemoteFlink() {}

  /**
   * Hands the job over.
   *
   * @param address of the cluster's REST endpoint, host:port
   * @param restore checkpoint or savepoint to go on from, null to begin
   * @throws UserError if nothing answers there
   */
  public static JobID submit(JobSettings settings, String address, @Nullable String restore)
      throws Exception {
    int colon = address.lastIndexOf(':');
    if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
      throw new UserError("--cluster: '" + address + "' is not host:port");
    }
    Configuration configuration = SaecJob.configuration(settings);
    configuration.set(DeploymentOptions.ATTACHED, false);
    configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
    if (restore != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, restore);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createRemoteEnvironment(
            address.substring(0, colon),
            Integer.parseInt(address.substring(colon + 1)),
            configuration,
            jar().toString());
    SaecJob.build(env, settings);
    try {
      return env.executeAsync("saec").getJobID();
    } catch (Exception e) {
      if (ExceptionUtils.findThrowable(e, ConnectException.class).isPresent()) {
        throw new UserError("no Flink answers at " + address + ": start one, or set --cluster");
      }
      throw new UserError("the cluster at " + address + " refused the job: " + rootOf(e));
    }
  }

  private static Path jar() {
    Path jar = Path.of(System.getProperty("saec.job.jar", ""));
    if (!Files.isRegularFile(jar)) {
      throw new UserError(
          "the job's jar is not at '" + jar + "': start by ./saec, which builds it");
    }
    return jar;
  }

  /** The innermost cause, which says what went wrong. */
  public static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
