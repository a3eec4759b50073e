package io.saec.client;

import io.saec.client.snapshot.Position;
import io.saec.client.snapshot.SealedField;
import io.saec.model.Manifest;
import java.util.List;

/**
 * A field of a view as one sealed version has it.
 *
 * @param positions noted before the version was taken, so that the view has all that is before them
 */
record SealedView(String field, FieldView view, Sealed sealed, List<Position> positions)
    implements SealedField {

  @Override
  public Manifest manifest() {
    return sealed.codebook().manifest();
  }

  @Override
  public int[] clusters() {
    return sealed.codebook().clusters();
  }

  @Override
  public void centroid(int cluster, float[] out) {
    sealed.codebook().copy(cluster, out);
  }

  @Override
  public void forEach(Visitor visitor) {
    view.forEach(sealed, visitor);
  }
}
