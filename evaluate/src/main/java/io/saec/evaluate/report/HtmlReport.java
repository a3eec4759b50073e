package io.saec.evaluate.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.saec.evaluate.EvaluationReport;
import io.saec.evaluate.OnlineReport;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation as one HTML file, which needs nothing besides and asks no network. The numbers are
 * in it as JSON; its own script makes the tables of them, Apache ECharts the charts. The same
 * report gives the same bytes.
 */
public final class HtmlReport {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private HtmlReport() {}

  /**
   * Writes the page, in the place of what the file was; it is never there in part.
   *
   * @param online by budget, such as {@code 27x}; null if there was no such part, its sections are
   *     left out
   * @param title the data set's name
   * @throws IOException naming the file, if it cannot be written; what was there before is still
   *     there
   */
  public static void write(
      EvaluationReport report, @Nullable Map<String, OnlineReport> online, String title, Path file)
      throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      String page = page(report, online, title);
      try {
        Files.writeString(unfinished, page);
        Files.move(
            unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new IOException("cannot write " + file + ": " + e, e);
    }
  }

  static String page(
      EvaluationReport report, @Nullable Map<String, OnlineReport> online, String title)
      throws IOException {
    Map<String, String> parts =
        Map.of(
            "title", escaped(title),
            "verdict", escaped(VerdictSentence.of(report)),
            "rule", escaped(VerdictSentence.rule(report)),
            "style", resource("report.css"),
            "data", json(new Data(report, online)),
            "library", resource("echarts.common.min.js"),
            "script", resource("report.js"));
    return filled(resource("report.html"), parts);
  }

  /** What the page's script reads. */
  private record Data(EvaluationReport evaluation, @Nullable Map<String, OnlineReport> online) {}

  /**
   * JSON that may stand in a script element. {@code <} is in its strings only, where it can be
   * written otherwise; without it no name can end the element or begin a comment.
   */
  private static String json(Data data) throws JsonProcessingException {
    return JSON.writeValueAsString(data).replace("<", "\\u003c");
  }

  /** Text that may stand in an element. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Puts each part in its place; places that a part has are none. */
  private static String filled(String template, Map<String, String> parts) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(parts.get(place.group(1)), place.group())));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
