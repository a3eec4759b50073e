package io.saec.operators.clustering;

import io.saec.clustering.Codebook;
import io.saec.clustering.budget.Accounting;
import io.saec.model.Centroid;
import io.saec.model.Hashes;
import io.saec.model.Manifest;
import io.saec.model.WireJson;
import io.saec.model.WireKey;
import io.saec.operators.FieldRules;
import io.saec.operators.WireRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a new codebook publishes: the centroids that changed, tombstones, then its manifest. */
final class CodebookRecords {
  private CodebookRecords() {}

  /**
   * The records in the order they are to be written.
   *
   * @param decision tells the shards too: those that have or had features will seal the version
   */
  static List<WireRecord> of(
      FieldRules field, Decision decision, Codebook codebook, Accounting accounting) {
    List<WireRecord> records = new ArrayList<>();
    long checksum = 0;
    for (int row = 0; row < codebook.k(); row++) {
      checksum += Hashes.ofCentroid(codebook.ids()[row], codebook.centroids(), row, codebook.dim());
      if (codebook.changed()[row] == codebook.version()) {
        records.add(
            WireRecord.of(
                field.id(),
                WireKey.ofNumber(field.name(), codebook.ids()[row]),
                WireJson.write(centroid(codebook, row))));
      }
    }
    int changed = records.size();
    for (int retired : codebook.retired()) {
      records.add(WireRecord.of(field.id(), WireKey.ofNumber(field.name(), retired), null));
    }
    records.add(
        WireRecord.of(
            field.id(),
            WireKey.ofField(field.name()),
            WireJson.write(manifest(decision, codebook, accounting, changed, checksum))));
    return records;
  }

  private static Centroid centroid(Codebook codebook, int row) {
    int dim = codebook.dim();
    return new Centroid(
        codebook.version(),
        Arrays.copyOfRange(codebook.centroids(), row * dim, (row + 1) * dim),
        codebook.weights()[row],
        codebook.features()[row]);
  }

  private static Manifest manifest(
      Decision decision, Codebook codebook, Accounting accounting, int changed, long checksum) {
    int[] live = decision.at().reached().live();
    int features = decision.at().reached().features();
    List<Float> scale = new ArrayList<>(codebook.scale().length);
    for (float step : codebook.scale()) {
      scale.add(step);
    }
    List<Integer> sealedBy = new ArrayList<>();
    for (int shard = 0; shard < live.length; shard++) {
      if (live[shard] != 0) {
        sealedBy.add(shard);
      }
    }
    return new Manifest(
        codebook.version(),
        codebook.boundary(),
        codebook.k(),
        codebook.dim(),
        codebook.encoding().word(),
        scale,
        1,
        codebook.fallback(),
        decision.because().word(),
        codebook.distortion(),
        codebook.unit(),
        codebook.headFeatures(),
        codebook.headCoverage(),
        kin(codebook.born(), codebook.bornFrom()),
        kin(codebook.retired(), codebook.retiredTo()),
        live.length,
        sealedBy,
        changed,
        new Manifest.Size(
            features,
            accounting.full(features, codebook.dim()),
            accounting.compressed(features, codebook.k(), codebook.dim()),
            accounting.formula()),
        Hashes.hex(checksum));
  }

  private static List<Manifest.Kin> kin(int[] ids, int[] kin) {
    List<Manifest.Kin> pairs = new ArrayList<>(ids.length);
    for (int i = 0; i < ids.length; i++) {
      pairs.add(new Manifest.Kin(ids[i], kin[i]));
    }
    return pairs;
  }
}
