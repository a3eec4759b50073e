package io.saec.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
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
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Options from a YAML file, flattened to keys with dots. */
public final class ConfigFile {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ConfigFile() {}

  /**
   * Values by key, in the order of the file.
   *
   * @throws UserError naming the file, if it cannot be read or is not a YAML mapping
   */
  public static Map<String, String> read(Path file) {
    Map<String, String> flat = new LinkedHashMap<>();
    try {
      JsonNode root = MAPPER.readTree(Files.readString(file));
      if (root == null || root.isMissingNode() || root.isNull()) {
        return flat;
      }
      if (!root.isObject()) {
        throw new UserError(file + " is not a YAML mapping of keys to values");
      }
      flatten(file, "", root, flat);
    } catch (NoSuchFileException e) {
      throw new UserError(file + " does not exist: give the job's options with --config FILE");
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof MarkedYAMLException cause) {
        // Where the problem is; the exception's own location may be where its context began.
        throw notYaml(file, cause.getProblemMark().getLine() + 1, cause.getProblem());
      }
      throw notYaml(file, e.getLocation().getLineNr(), e.getOriginalMessage());
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: " + e.getMessage());
    }
    return flat;
  }

  private static UserError notYaml(Path file, int line, String problem) {
    return new UserError(
        file + " is not YAML, line " + line + ": " + problem.lines().findFirst().orElse(""));
  }

  private static void flatten(Path file, String prefix, JsonNode node, Map<String, String> flat) {
    node.properties()
        .forEach(
            entry -> {
              String key = prefix + entry.getKey();
              if (entry.getValue().isObject()) {
                flatten(file, key + ".", entry.getValue(), flat);
              } else if (flat.put(key, text(entry.getValue())) != null) {
                throw new UserError(file + " sets " + key + " twice, nested and with dots");
              }
            });
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(item.asText()));
      return String.join(";", items);
    }
    return value.isNull() ? "" : value.asText();
  }
}
