package io.saec.evaluate;

import java.io.IOException;
import java.util.List;

/** What is evaluated: in service the job, with Kafka before and behind it. */
public interface Compressor {

  /**
   * Compresses all fields to one budget, by {@link ByteCount#PACKED}. Called from one thread at a
   * time.
   *
   * @param fields all the fields of a model that have a feature
   * @param ratio how many times fewer bytes than float32
   * @return one for each of the fields, in their order
   * @throws IOException if there is no answer
   */
  List<CompressedField> compress(List<FieldEmbeddings> fields, double ratio)
      throws IOException, InterruptedException;
}
