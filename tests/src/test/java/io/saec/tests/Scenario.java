package io.saec.tests;

import io.saec.job.JobOptions;
import io.saec.job.JobSettings;
import io.saec.model.EventJson;
import io.saec.model.FeatureEvent;
import io.saec.operators.Rules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run is given.
 *
 * @param options of the job, as in a configuration file
 * @param splits events of each split, in the order they are read
 * @param outOfOrderness how late within its split an event may be, milliseconds
 */
record Scenario(Map<String, String> options, List<List<FeatureEvent>> splits, long outOfOrderness) {

  Rules rules() {
    return JobOptions.read(options).rules();
  }

  JobSettings settings(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(options);
    all.putAll(more);
    return JobOptions.read(all);
  }

  /** All events, in no order that matters. */
  List<FeatureEvent> events() {
    List<FeatureEvent> all = new ArrayList<>();
    splits.forEach(all::addAll);
    return all;
  }

  Map<String, Oracle.FieldStory> expected() {
    return Oracle.tell(events(), rules());
  }

  /**
   * Event time that the watermark reaches at least, once all is read: of what the longest splits
   * held last, less the time that events may be late.
   */
  long leastNewest() {
    long newest =
        splits.stream()
            .mapToLong(split -> split.stream().mapToLong(FeatureEvent::ts).max().orElseThrow())
            .sorted()
            .skip(2)
            .findFirst()
            .orElseThrow();
    return newest - outOfOrderness - 1;
  }

  /** Records that hold no event that can be taken: one a split. */
  int badRecords() {
    return splits.size();
  }

  /** The records of each split: an event each, now and then an array of them, and a bad one. */
  List<List<byte[]>> records() {
    List<List<byte[]>> all = new ArrayList<>();
    for (List<FeatureEvent> events : splits) {
      List<byte[]> records = new ArrayList<>();
      for (int from = 0; from < events.size(); ) {
        int to = Math.min(events.size(), from + 1 + (from % 7 == 0 ? 2 : 0));
        records.add(EventJson.write(events.subList(from, to)));
        from = to;
      }
      records.add(records.size() / 2, "{\"field\":\"item\"".getBytes(StandardCharsets.UTF_8));
      all.add(records);
    }
    return all;
  }
}
