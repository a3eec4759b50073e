package io.saec.clustering.kernel;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernels of this JVM, and the one that it uses. */
public final class Kernels {
  /** JVM property that names the kernel to use; without it the fastest is. */
  public static final String PROPERTY = "saec.kernel";

  private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
  private static final String MODULE = "jdk.incubator.vector";
  private static final String VECTOR = "io.saec.clustering.kernel.vector.VectorKernel";
  private static final List<Kernel> ALL = find();

  /** Begins when a kernel is first asked for, not when this class is looked at. */
  private static final class Fastest {
    static final Warmup WARMUP = new Warmup(ALL.get(0), named("plain"), System::nanoTime);

    static {
      WARMUP.start();
    }
  }

  private Kernels() {}

  /** Those that there are, the fastest first. */
  public static List<Kernel> all() {
    return ALL;
  }

  /**
   * The one to use at this moment. Without the property that is plain to begin with, and the first
   * of {@link #all} as soon as it is faster, see {@link Warmup}.
   *
   * @throws IllegalArgumentException if the property names one that is not there
   */
  public static Kernel inUse() {
    String name = System.getProperty(PROPERTY);
    return name == null ? Fastest.WARMUP.faster() : named(name);
  }

  /**
   * Looks at the property, and begins to find the fastest before there is work for it.
   *
   * @throws IllegalArgumentException if the property names one that is not there
   */
  public static void prepare() {
    Kernel kernel = inUse();
    LOG.info("scores are computed by {}", kernel);
  }

  /**
   * The one of a name.
   *
   * @throws IllegalArgumentException if it is not there, with what to do
   */
  public static Kernel named(String name) {
    for (Kernel kernel : ALL) {
      if (kernel.name().equals(name)) {
        return kernel;
      }
    }
    throw new IllegalArgumentException(
        PROPERTY
            + ": there is no kernel '"
            + name
            + "' but "
            + String.join(", ", ALL.stream().map(Kernel::name).toList())
            + "; vector needs a JVM started with --add-modules "
            + MODULE);
  }

  /** Whether the JVM was started with the module of the Vector API. */
  public static boolean hasVectorModule() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  private static List<Kernel> find() {
    List<Kernel> kernels = new ArrayList<>();
    if (hasVectorModule()) {
      kernels.add(vector());
    }
    kernels.add(new PlainKernel());
    kernels.add(new ScalarKernel());
    return List.copyOf(kernels);
  }

  /** By name, since nothing else may refer to a class that only loads with the module. */
  private static Kernel vector() {
    try {
      return Class.forName(VECTOR).asSubclass(Kernel.class).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(VECTOR + " is not in the jar that " + Kernels.class + " is from", e);
    }
  }
}
