package io.saec.bench.speed;

import com.fasterxml.jackson.annotation.JsonValue;
import io.saec.clustering.kernel.Kernels;
import java.lang.module.ModuleFinder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which code computes distances, and the JVM that it needs. */
public enum Kernel {
  /** Of the module {@link #MODULE}, which a JVM may come without. */
  VECTOR,
  PLAIN,
  SCALAR;

  public static final String MODULE = "jdk.incubator.vector";

  /** As {@link Kernels#PROPERTY} and reports have it. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those of some that this JVM could run. */
  static List<Kernel> installed(Kernel... kernels) {
    boolean vector = ModuleFinder.ofSystem().find(MODULE).isPresent();
    return Arrays.stream(kernels).filter(kernel -> vector || kernel != VECTOR).toList();
  }

  /** Options of a JVM that is to compute with it. */
  List<String> jvm() {
    String choice = "-D" + Kernels.PROPERTY + "=" + word();
    return this == VECTOR ? List.of("--add-modules=" + MODULE, choice) : List.of(choice);
  }
}
