package io.saec.job;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Values by key; whatever is wrong with one becomes an error that names the key and the value. */
final class OptionValues {
  /** A thousand years: all sums of what is shorter are far from an overflow. */
  private static final Duration LONGEST = Duration.ofDays(365_000);

  private final Map<String, String> flat;
  private final Configuration configuration;

  OptionValues(Map<String, String> flat) {
    this.flat = flat;
    this.configuration = Configuration.fromMap(flat);
  }

  /** Throws for the first key that is none of the options and not below any of the prefixes. */
  void refuseUnknown(List<ConfigOption<?>> options, List<String> prefixes) {
    for (String key : flat.keySet()) {
      boolean known =
          options.stream().anyMatch(option -> option.key().equals(key))
              || prefixes.stream().anyMatch(key::startsWith);
      if (!known) {
        throw new UserError(
            key
                + ": "
                + flat.get(key)
                + " - there is no such option; the nearest is "
                + nearest(key, options)
                + ", ./saec job --options lists all");
      }
    }
  }

  private static String nearest(String key, List<ConfigOption<?>> options) {
    return options.stream()
        .map(ConfigOption::key)
        .min(Comparator.comparingInt(option -> distance(key, option)))
        .orElseThrow();
  }

  /** Characters to insert, delete or change (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  <T> T get(ConfigOption<T> option) {
    try {
      return configuration.get(option);
    } catch (IllegalArgumentException e) {
      throw wrong(option);
    }
  }

  int within(ConfigOption<Integer> option, int least, int most) {
    int value = get(option);
    if (value < least || value > most) {
      throw wrong(option);
    }
    return value;
  }

  double within(ConfigOption<Double> option, double least, double most) {
    double value = get(option);
    if (!(value >= least && value <= most)) {
      throw wrong(option);
    }
    return value;
  }

  Duration atLeast(ConfigOption<Duration> option, Duration least) {
    Duration value = get(option);
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      throw wrong(option);
    }
    return value;
  }

  /** The keys below a prefix, without it. */
  Map<String, String> below(String prefix) {
    Map<String, String> below = new LinkedHashMap<>();
    flat.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            below.put(key.substring(prefix.length()), value);
          }
        });
    return below;
  }

  UserError wrong(ConfigOption<?> option) {
    String value = flat.getOrDefault(option.key(), String.valueOf(option.defaultValue()));
    return new UserError(
        option.key()
            + ": '"
            + value
            + "' is not allowed here; it is "
            + OptionsDocument.what(option));
  }
}
