package io.saec.evaluate;

import io.saec.model.FeatureEvent;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What is evaluated online: in service the job, with Kafka before and behind it. */
public interface OnlineCompressor {

  /**
   * Begins with a stream.
   *
   * @param dimensions of the embeddings, by field
   * @param ratio how many times fewer bytes than float32, by {@link ByteCount#PACKED}
   * @throws IOException if it does not begin
   */
  Run start(Map<String, Integer> dimensions, double ratio) throws IOException, InterruptedException;

  /** One stream, from its beginning to its end. Used from one thread. */
  interface Run extends AutoCloseable {

    /**
     * Takes what has come since the last time, and waits until the boundary has passed.
     *
     * @param events in the order of their time, at least one, all before the boundary and none
     *     before the last one
     * @param boundary event time, epoch milliseconds
     * @param known all features so far, by field
     * @return what stands for these, one for each of the fields, in their order
     * @throws IOException if there is no answer
     */
    List<CompressedField> advance(
        List<FeatureEvent> events, long boundary, List<FieldEmbeddings> known)
        throws IOException, InterruptedException;

    /** The codebooks that were made so far, by time, then by field. */
    List<OnlineReport.Version> versions();

    @Override
    void close() throws IOException;
  }
}
