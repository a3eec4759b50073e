package io.saec.clustering.budget;

import java.util.List;

/**
 * What each field has got so far, and what is left. Starts with the least k of each. (not thread
 * safe)
 */
final class Purse {
  /** Errors looked up for exchanges, at the most: a small part of a second. */
  static final int MOST_TRIES = 500_000;

  /** A gain below this part of the error is not worth a change. */
  private static final double LEAST_GAIN = 1e-9;

  /** Up to so many clusters to get, each number of them is tried; of more, the powers of two. */
  private static final int FEW = 256;

  /** What is taken from a field at a time, as part of its clusters. */
  private static final int PART = 16;

  private final List<Demand> demands;
  private final Accounting accounting;
  private final int[] ks;
  private final double[] errors;
  private final int[] most;
  private long spent;
  private long left;
  private int tries;

  Purse(List<Demand> demands, Accounting accounting, long budget) {
    this.demands = List.copyOf(demands);
    this.accounting = accounting;
    ks = new int[demands.size()];
    errors = new double[ks.length];
    most = new int[ks.length];
    for (int field = 0; field < ks.length; field++) {
      Demand demand = demands.get(field);
      int useful = Math.min(demand.curve().lastKnot(), accounting.mostClusters());
      most[field] = Math.max(demand.least(), Math.min(demand.most(), useful));
      ks[field] = demand.least();
      errors[field] = error(field, ks[field]);
      spent = Math.addExact(spent, bytes(field, ks[field]));
    }
    left = budget - spent;
  }

  /** Clusters of each field; a copy. */
  int[] ks() {
    return ks.clone();
  }

  long spent() {
    return spent;
  }

  /** Bytes of the budget that are left, below 0 if it does not reach. */
  long left() {
    return left;
  }

  /** The most clusters that are of use to the field and that ids can name. */
  int most(int field) {
    return most[field];
  }

  /** Errors of all fields, summed in their order. */
  double error() {
    double sum = 0;
    for (double error : errors) {
      sum += error;
    }
    return sum;
  }

  /** Errors looked up for exchanges so far. */
  int tries() {
    return tries;
  }

  /** Gives a field more clusters if what is left buys them. */
  boolean raise(int field, int k) {
    if (bytes(field, k) - bytes(field, ks[field]) > left) {
      return false;
    }
    set(field, k);
    return true;
  }

  /** Gives what is left to the field that gains most by it, until none gains. */
  void spendRest() {
    int best;
    do {
      best = -1;
      double bestGain = 0;
      for (int field = 0; field < ks.length; field++) {
        double gain = errors[field] - error(field, affordable(field));
        if (gain > bestGain) {
          best = field;
          bestGain = gain;
        }
      }
      tries += ks.length;
      if (best >= 0) {
        set(best, affordable(best));
      }
    } while (best >= 0);
  }

  /**
   * Gives a field more clusters at the cost of the others wherever that is a gain on the whole,
   * until it is nowhere, or the tries are used up.
   */
  void exchange() {
    boolean again = true;
    while (again) {
      again = false;
      for (int to = 0; to < ks.length; to++) {
        int step = 1;
        for (int more = 1; more <= most[to] - ks[to] && tries < MOST_TRIES; more += step) {
          again |= raiseAtTheCostOfOthers(to, ks[to] + more);
          step = most[to] - ks[to] <= FEW ? 1 : more;
        }
      }
    }
  }

  /** Undoes what it did if that was no gain. */
  private boolean raiseAtTheCostOfOthers(int to, int k) {
    int[] before = ks.clone();
    double error = error();
    set(to, k);
    while (left < 0 && tries < MOST_TRIES && takeCheapest(to)) {
      // Until the budget is kept.
    }
    if (left >= 0) {
      spendRest();
      if (error() < error * (1 - LEAST_GAIN)) {
        return true;
      }
    }
    for (int field = 0; field < ks.length; field++) {
      set(field, before[field]);
    }
    return false;
  }

  /**
   * Takes some clusters from the field, other than one, that loses least by each byte that is
   * needed.
   */
  private boolean takeCheapest(int except) {
    int best = -1;
    int bestK = 0;
    double bestPrice = Double.POSITIVE_INFINITY;
    for (int field = 0; field < ks.length; field++) {
      int k = ks[field];
      int least = demands.get(field).least();
      if (field == except || k == least) {
        continue;
      }
      int some = Math.max(least, k - Math.max(1, k / PART));
      // Those past the power of two cost an id bit besides.
      int pastThePower = Math.max(least, Integer.highestOneBit(k - 1));
      double somePrice = price(field, some);
      double powerPrice = price(field, pastThePower);
      if (Math.min(somePrice, powerPrice) < bestPrice) {
        best = field;
        bestK = somePrice <= powerPrice ? some : pastThePower;
        bestPrice = Math.min(somePrice, powerPrice);
      }
    }
    if (best < 0) {
      return false;
    }
    set(best, bestK);
    return true;
  }

  /** Loss by byte; bytes beyond those that are needed are worth nothing. */
  private double price(int field, int k) {
    tries++;
    long freed = Math.min(bytes(field, ks[field]) - bytes(field, k), -left);
    return (error(field, k) - errors[field]) / freed;
  }

  private void set(int field, int k) {
    if (k != ks[field]) {
      long more = bytes(field, k) - bytes(field, ks[field]);
      spent += more;
      left -= more;
      ks[field] = k;
      errors[field] = error(field, k);
    }
  }

  /** The greatest k of the field that what is left buys; bytes grow with k. */
  private int affordable(int field) {
    long limit = bytes(field, ks[field]) + left;
    int low = ks[field];
    int high = most[field];
    while (low < high) {
      int middle = low + (high - low + 1) / 2;
      if (bytes(field, middle) <= limit) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private double error(int field, int k) {
    return demands.get(field).curve().errorAt(k);
  }

  private long bytes(int field, int k) {
    Demand demand = demands.get(field);
    return accounting.compressed(demand.live(), k, demand.dim());
  }
}
