package io.saec.cli.view;

import io.saec.client.FieldStatus;
import io.saec.model.Manifest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of one field.
 *
 * @param field name
 * @param features seen by whoever feeds; those mapped, where that is not known
 * @param status of the field in a view
 */
public record FieldRow(String field, long features, FieldStatus status) {

  /** A part of the manifest in force, null before the first version. */
  <T> @Nullable T ofManifest(Function<Manifest, T> part) {
    Manifest manifest = status.manifest();
    return manifest == null ? null : part.apply(manifest);
  }
}
