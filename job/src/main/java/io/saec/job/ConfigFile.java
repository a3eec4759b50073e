package io.saec.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options from a YAML file, flattened to keys with dots. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * Values by key, in the order of the file.
   *
   * @throws UserError naming the file, if it cannot be read or is not a YAML mapping
   */
  public static Map<String, String> read(Path file) {
    Map<String, String> flat = new LinkedHashMap<>();
    try {
      JsonNode root = new YAMLMapper().readTree(Files.readString(file));
      if (root == null || root.isMissingNode() || root.isNull()) {
        return flat;
      }
      if (!root.isObject()) {
        throw new UserError(file + " is not a YAML mapping of keys to values");
      }
      flatten("", root, flat);
    } catch (NoSuchFileException e) {
      throw new UserError(file + " does not exist: give the job's options with --config FILE");
    } catch (JsonProcessingException e) {
      throw new UserError(
          file
              + " is not YAML, line "
              + e.getLocation().getLineNr()
              + ": "
              + e.getOriginalMessage().lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: " + e.getMessage());
    }
    return flat;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> flat) {
    node.properties()
        .forEach(
            entry -> {
              String key = prefix + entry.getKey();
              JsonNode value = entry.getValue();
              if (value.isObject()) {
                flatten(key + ".", value, flat);
              } else if (value.isArray()) {
                List<String> items = new ArrayList<>();
                value.forEach(item -> items.add(item.asText()));
                flat.put(key, String.join(";", items));
              } else {
                flat.put(key, value.isNull() ? "" : value.asText());
              }
            });
  }
}
