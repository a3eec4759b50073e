package io.saec.clustering.budget;

import io.saec.clustering.Head;
import io.saec.clustering.TrialCodebook;
import io.saec.model.Hashes;
import java.util.Arrays;
import java.util.Random;

/**
 * Estimates a field's {@link ErrorCurve} from its head. Pure: the same arguments give the same
 * curve.
 *
 * <p>Clusters are found from a cold start at k = 2, 3, 4, 6, 8, 11, … (steps of about sqrt 2), on
 * the head itself if it is no larger than the sample, else on a {@link HeadSample} of it. Centroids
 * fitted to a sample come out too near to it; by how much is told by points that were held out, see
 * {@link CurveKnots}. Beyond what the sample can tell, the curve goes on as a power of k and comes
 * to 0 where each point of the head has a centroid. The head's error is taken for that of all
 * occurrences, in proportion.
 *
 * <p>Set against first codebooks, whole heads came out within 12 %, sampled ones within 15 % up to
 * half as many clusters as the sample has points. Blobs within blobs that the sample is too small
 * to show make what lies beyond it wrong by up to 45 %.
 *
 * <p>Costs about 20 * n * k * dim multiply-adds for n points, of the head or the sample, and the
 * greatest k tried: the least of {@code most}, 3/8 of a sample and half of a whole head. Some
 * seconds with the default sample, 32 dimensions and no bound to k.
 */
public final class CurveEstimator {
  /** Tells k up to 2896. */
  public static final int DEFAULT_SAMPLE = 8192;

  private static final int ITERATIONS = 3;

  /** Heads up to this size are tried at every k of the grid. */
  private static final int SMALL_HEAD = 64;

  /** Of a sample's points: with more clusters than this it says too little about the head. */
  private static final double MOST_OF_SAMPLE = 0.375;

  /** Tried whatever k is of interest, so that there is a slope. */
  private static final int LEAST_WANTED = 8;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final int sample;

  /**
   * @param sample points to fit at the most, at least 16; as many again are held out
   */
  public CurveEstimator(int sample) {
    if (sample < 16) {
      throw new IllegalArgumentException("sample must be at least 16: " + sample);
    }
    this.sample = sample;
  }

  /**
   * The curve of a field at a boundary.
   *
   * @param field the sample's seed derives from its name and the boundary
   * @param boundary event time, epoch milliseconds
   * @param most the greatest k of interest; beyond it the curve is a guess
   * @throws IllegalArgumentException if the head has no features or a value that is not finite, or
   *     if {@code most} is below 1
   */
  public ErrorCurve estimate(String field, long boundary, Head head, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1: " + most);
    }
    double[] weights = TrialCodebook.weights(head);
    Random random = new Random(Hashes.ofFeature(field) + boundary * GOLDEN);
    HeadSample points =
        head.size() <= sample
            ? HeadSample.whole(head, weights)
            : HeadSample.draw(head, weights, sample, random);
    CurveKnots knots = new CurveKnots(head.size(), points.effectiveSize());
    addSpread(head, weights, knots);
    int wanted = Math.max(most, LEAST_WANTED);
    int told = Math.min(greatestTold(points), knots.end() - 1);
    for (int k = 1; k < wanted && CurveKnots.after(k) <= told; ) {
      k = CurveKnots.after(k);
      fit(points, head.dim(), k, knots);
      told = Math.min(told, knots.end() - 1);
    }
    return knots.curve(scale(head));
  }

  /** The error of a single centroid is cheap enough to be taken on all of the head. */
  private static void addSpread(Head head, double[] weights, CurveKnots knots) {
    TrialCodebook mean = TrialCodebook.of(head.dim(), head.embeddings(), weights, 1, ITERATIONS);
    double spread = mean.error(head.embeddings(), weights);
    if (spread == 0) {
      knots.endAt(1);
    } else {
      knots.fitted(1, spread);
    }
  }

  private static void fit(HeadSample points, int dim, int k, CurveKnots knots) {
    TrialCodebook codebook =
        TrialCodebook.of(dim, points.points(), points.weights(), k, ITERATIONS);
    double error = codebook.error(points.points(), points.weights());
    double heldOut = points.isWhole() ? 0 : codebook.error(points.others(), points.othersWeights());
    if (error > 0 && points.isWhole()) {
      knots.fitted(k, error);
    } else if (error > 0) {
      knots.fitted(k, points.size(), error, heldOut);
    } else if (heldOut == 0) {
      knots.endAt(codebook.k());
    }
  }

  /** The greatest k that the points tell something of. */
  private static int greatestTold(HeadSample points) {
    int m = points.size();
    if (!points.isWhole()) {
      return (int) (m * MOST_OF_SAMPLE);
    }
    return m <= SMALL_HEAD ? m : m / 2;
  }

  /** Occurrences of the field for one of the head. */
  private static double scale(Head head) {
    long seen = Arrays.stream(head.frequencies()).sum();
    return seen == 0 ? 1 : Math.max(1, (double) head.occurrences() / seen);
  }
}
