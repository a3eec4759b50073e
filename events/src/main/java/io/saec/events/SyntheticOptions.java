package io.saec.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What made-up events look like.
 *
 * @param seed decides all the rest: the same options give the same events
 * @param records to make; {@link Long#MAX_VALUE} for no end
 * @param start event time of the first record. Event time that overtakes the wall clock by more
 *     than the job's allowed skew makes dead letters, so a fast feed starts in the past
 * @param step of event time from one record to the next
 * @param disorder how far a record may lie behind the one before it, at most
 * @param driftPeriod event time in which the groups' centres go round once
 * @param zipfExponent of the features' popularity
 * @param embeddingShare of the events of known features that bring an embedding
 * @param fields one event each in every record
 */
public record SyntheticOptions(
    long seed,
    long records,
    Instant start,
    Duration step,
    Duration disorder,
    Duration driftPeriod,
    double zipfExponent,
    double embeddingShare,
    List<SyntheticField> fields) {

  /** A small shop: four fields from a few hundred to some ten thousand features. */
  public static final List<SyntheticField> SHOP =
      List.of(
          new SyntheticField("user", 16, 20_000, 60_000, 0.02, 64),
          new SyntheticField("item", 16, 5_000, 15_000, 0.005, 64),
          new SyntheticField("tag", 8, 800, 2_000, 0.001, 16),
          new SyntheticField("city", 8, 300, 400, 0.0002, 8));

  public SyntheticOptions {
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("fields must not be empty");
    }
    if (fields.stream().map(SyntheticField::name).distinct().count() < fields.size()) {
      throw new IllegalArgumentException("two fields have the same name: " + fields);
    }
    if (records < 0 || start.toEpochMilli() < 0) {
      throw new IllegalArgumentException("records and start must not be negative");
    }
    if (step.isNegative() || disorder.isNegative() || driftPeriod.toMillis() < 1) {
      throw new IllegalArgumentException(
          "step and disorder must not be negative, driftPeriod at least a millisecond");
    }
    if (!(embeddingShare >= 0 && embeddingShare <= 1)) {
      throw new IllegalArgumentException("embeddingShare must be from 0 to 1: " + embeddingShare);
    }
  }

  /** The shop, with Zipf 1.1, up to 2 s of disorder and centres that go round in a day. */
  public static SyntheticOptions shop(long seed, long records, Instant start, Duration step) {
    return new SyntheticOptions(
        seed, records, start, step, Duration.ofSeconds(2), Duration.ofDays(1), 1.1, 0.1, SHOP);
  }
}
