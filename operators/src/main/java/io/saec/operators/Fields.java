package io.saec.operators;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of the job, by name and by id. */
public final class Fields implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LinkedHashMap<String, FieldRules> byName = new LinkedHashMap<>();
  private final HashMap<Long, FieldRules> byId = new HashMap<>();

  /**
   * @throws IllegalArgumentException naming two fields that share a name or an id
   */
  public Fields(List<FieldRules> fields) {
    for (FieldRules field : fields) {
      byName.put(field.name(), field);
      FieldRules other = byId.put(field.id(), field);
      if (other != null) {
        throw new IllegalArgumentException(
            "fields '"
                + other.name()
                + "' and '"
                + field.name()
                + "' have the same id in state: rename one of them");
      }
    }
  }

  /** The field of that id; null if the job no longer has it, though state of it may be left. */
  public @Nullable FieldRules find(long id) {
    return byId.get(id);
  }

  /** The field of that name; null if there is none. */
  public @Nullable FieldRules find(String name) {
    return byName.get(name);
  }

  /** Dimension by name, in the order of declaration. */
  public Map<String, Integer> dimensions() {
    Map<String, Integer> dimensions = new LinkedHashMap<>();
    byName.forEach((name, field) -> dimensions.put(name, field.dimension()));
    return dimensions;
  }
}
