package io.saec.clustering.kernel;

/**
 * Plain loops, arranged so that JDK 17's compiler vectorises them: one array per dimension, no more
 * than six sums in a loop. A few points are scored with centroids as lanes, many with points as
 * lanes. (not thread safe)
 */
final class PlainBlocks implements Blocks {
  private final Layout layout;
  private final Columns columns;

  /** Of the point at hand, shape [k]. */
  private final float[] scores;

  private final PointTile tile;

  PlainBlocks(Layout layout, Columns columns) {
    this.layout = layout;
    this.columns = columns;
    scores = new float[columns.k()];
    tile = new PointTile(layout);
  }

  @Override
  public Blocks another() {
    return new PlainBlocks(layout, columns);
  }

  @Override
  public int nearest(float[] points, int offset) {
    columns.scores(points, offset, scores);
    return Columns.least(scores);
  }

  @Override
  public int count() {
    return layout.blocks();
  }

  @Override
  public int tile() {
    return PointTile.SIZE / 2;
  }

  @Override
  public float limit() {
    return layout.limit();
  }

  @Override
  public void least(
      int block, float[] points, int[] which, int count, int[] except, float[] least) {
    for (int from = 0; from < count; from += PointTile.SIZE) {
      int size = Math.min(PointTile.SIZE, count - from);
      tile.read(points, which, from, size);
      tile.score(block);
      for (int i = 0; i < size; i++) {
        if (except[from + i] != NONE) {
          tile.except(i, except[from + i]);
        }
      }
      System.arraycopy(tile.least(), 0, least, from, size);
    }
  }

  @Override
  public void scores(int block, float[] points, int offset, float[] scores) {
    layout.scores(block, points, offset, scores);
  }

  @Override
  public float score(int position, float[] points, int offset) {
    return layout.score(position, points, offset);
  }
}
