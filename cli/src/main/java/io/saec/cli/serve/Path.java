package io.saec.cli.serve;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The paths there are. */
enum Path {
  READY("/ready", "GET", "GET /ready"),
  FIELDS("/fields", "GET", "GET /fields"),
  LOOKUP("/lookup", "GET or POST", "GET /lookup?field=item&feature=85123A");

  private final String path;
  private final String methods;
  private final String example;

  Path(String path, String methods, String example) {
    this.path = path;
    this.methods = methods;
    this.example = example;
  }

  /**
   * The path that a request is for.
   *
   * @throws RequestException if there is none, or not by that method
   */
  static Path of(Request request) {
    Path found =
        Arrays.stream(values())
            .filter(candidate -> candidate.path.equals(request.path()))
            .findFirst()
            .orElseThrow(() -> notFound(request));
    if (!found.takes(request.method())) {
      throw new RequestException(
          405, request.method() + " is not a method of " + found.path, "use " + found.methods);
    }
    return found;
  }

  private static RequestException notFound(Request request) {
    String examples = Arrays.stream(values()).map(Path::example).collect(Collectors.joining(", "));
    return new RequestException(404, "there is no " + request.path(), "there are " + examples);
  }

  private boolean takes(String method) {
    return List.of(methods.split(" or ")).contains(method);
  }

  String example() {
    return example;
  }
}
