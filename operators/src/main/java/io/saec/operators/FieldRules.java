package io.saec.operators;

import io.saec.model.FieldShard;
import java.io.Serializable;

/**
 * A field of the job.
 *
 * @param name of the field
 * @param id 48 bits of the name's hash, see {@link FieldShard}
 * @param dimension of its embeddings
 * @param clusters how many it gets
 */
public record FieldRules(String name, long id, int dimension, ClusterCount clusters)
    implements Serializable {

  /** A field with the id of its name. */
  public static FieldRules of(String name, int dimension, ClusterCount clusters) {
    return new FieldRules(name, FieldShard.fieldId(name), dimension, clusters);
  }
}
