package io.saec.cli.serve;

import io.saec.client.FieldStatus;
import io.saec.client.MappingView;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether a host can rely on the look-ups: every field it needs has a sealed version as new as the
 * topics were at the start, and the topics are still being followed. (thread safe)
 */
public final class Readiness {
  private final MappingView view;
  private final Set<String> fields;
  private final LongSupplier lag;
  private final Supplier<Optional<Throwable>> failure;

  /**
   * @param fields that must be ready
   * @param lag records that the view does not have yet; Long.MAX_VALUE if that is not known
   * @param failure what ended the following of the topics, empty while it goes on
   */
  public Readiness(
      MappingView view,
      Set<String> fields,
      LongSupplier lag,
      Supplier<Optional<Throwable>> failure) {
    this.view = view;
    this.fields = Set.copyOf(fields);
    this.lag = lag;
    this.failure = failure;
  }

  /**
   * The body of {@code /ready}.
   *
   * @param versions in force by field, of those that are ready
   * @param missing why a field is not ready, by field
   * @param lag records that the topics hold and the view does not have; null before it is known
   * @param failure why the topics are no longer followed; null while they are
   */
  record ReadyJson(
      boolean ready,
      Map<String, Long> versions,
      Map<String, String> missing,
      @Nullable Long lag,
      @Nullable String failure) {}

  /** Whether this field must be ready. */
  boolean needs(String field) {
    return fields.contains(field);
  }

  /** 200 if all is ready, else 503; what is missing in both. */
  Reply reply() {
    Map<String, Long> versions = new TreeMap<>();
    Map<String, String> missing = new TreeMap<>();
    for (String field : fields) {
      if (view.ready(field)) {
        versions.put(field, view.version(field));
      } else {
        missing.put(field, why(view.status(field)));
      }
    }
    long behind = lag.getAsLong();
    String failed = failure.get().map(e -> e + "; restart saec serve").orElse(null);
    boolean ready = missing.isEmpty() && failed == null;
    ReadyJson body =
        new ReadyJson(ready, versions, missing, behind == Long.MAX_VALUE ? null : behind, failed);
    return new Reply(ready ? 200 : 503, body);
  }

  private static String why(FieldStatus status) {
    if (status.equals(FieldStatus.NOTHING)) {
      return "nothing of it has been read yet";
    }
    String problem = status.lastProblem();
    return "no version is whole yet; features read: "
        + status.features()
        + (problem == null ? "" : "; last problem: " + problem);
  }
}
