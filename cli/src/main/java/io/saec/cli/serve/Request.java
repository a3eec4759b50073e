package io.saec.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks, away from how it came in.
 *
 * @param method such as {@code GET}
 * @param path decoded, such as {@code /lookup}
 * @param query as it stood in the URL, undecoded; null if there was none
 * @param body empty if there was none
 */
record Request(String method, String path, @Nullable String query, byte[] body) {
  /**
   * The value of a parameter of the query.
   *
   * @throws RequestException if it is not there, is empty or is badly encoded
   */
  String parameter(String name) {
    String value = parameters().get(name);
    if (value == null || value.isEmpty()) {
      throw new RequestException(
          400, "parameter '" + name + "' is missing", "ask as in " + Path.LOOKUP.example());
    }
    return value;
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RequestException(
          400, "'" + text + "' is badly encoded", "write bytes as %XX, and % itself as %25", e);
    }
  }
}
