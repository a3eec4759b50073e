package io.saec.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  private static final String BREAKING_OUT = "</script><script>alert(1)</script><!--";
  private static final int MOST_CHARACTERS = 1_000_000;

  @TempDir private Path dir = Path.of("");

  private static String page(String title, String field) throws IOException {
    return HtmlReport.page(MadeUpReport.withSmallest(), MadeUpReport.online(field), title);
  }

  private static String data(String page) {
    Matcher data =
        Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>")
            .matcher(page);
    assertThat(data.find()).isTrue();
    return data.group(1);
  }

  @Test
  void standsAlone() throws IOException {
    String page = page("retail", "user");
    assertThat(page)
        .doesNotContainPattern("(?i)\\b(src|href|action|srcset)\\s*=\\s*[\"']?\\s*(https?:)?//")
        .doesNotContainPattern("(?i)url\\(\\s*[\"']?\\s*(https?:)?//")
        .doesNotContain("<link", "@import")
        .contains("default-src 'none'");
    assertThat(page.length()).isLessThan(MOST_CHARACTERS);
  }

  @Test
  void holdsEveryNumber() throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode data = json.readTree(data(page("retail", "user")));
    assertThat(data.get("evaluation"))
        .isEqualTo(json.readTree(json.writeValueAsString(MadeUpReport.withSmallest())));
    assertThat(data.get("online"))
        .isEqualTo(json.readTree(json.writeValueAsString(MadeUpReport.online("user"))));
  }

  @Test
  void noNameBreaksOutOfTheScript() throws IOException {
    String page = page("retail", BREAKING_OUT);
    assertThat(data(page)).doesNotContain("<").contains("\\u003c/script>");
    JsonNode first = new ObjectMapper().readTree(data(page)).at("/online/8x/versions/1/field");
    assertThat(first.textValue()).isEqualTo(BREAKING_OUT);
    assertThat(scripts(page)).isEqualTo(scripts(page("retail", "user")));
  }

  @Test
  void noTitleIsMarkupNorAPlace() throws IOException {
    String page = page("<b>{{library}} & {{nothing}}</b>$1", "{{script}}");
    assertThat(page).contains("<h1>&lt;b&gt;{{library}} &amp; {{nothing}}&lt;/b&gt;$1</h1>");
    assertThat(data(page)).contains("{{script}}");
  }

  private static long scripts(String page) {
    return Pattern.compile("(?i)<script|</script|<!--").matcher(page).results().count();
  }

  @Test
  void saysTheVerdictWithoutAScript() throws IOException {
    assertThat(page("retail", "user"))
        .contains(">The smallest size as good as the full model is 8x: 152,900 bytes");
    assertThat(HtmlReport.page(MadeUpReport.withoutSmallest(), null, "retail"))
        .contains(">There is no size, of 4x, 27x, at which");
  }

  @Test
  void theSameReportGivesTheSameBytesInThePlaceOfWhatWasThere() throws IOException {
    Path file = Files.writeString(dir.resolve("report.html"), "older");
    HtmlReport.write(MadeUpReport.withSmallest(), MadeUpReport.online("user"), "retail", file);
    assertThat(file).hasContent(page("retail", "user"));
    assertThat(entries()).containsExactly(file);
  }

  @Test
  void anErrorNamesTheFileAndLeavesNothing() throws IOException {
    Path missing = dir.resolve("missing").resolve("report.html");
    assertThatThrownBy(() -> HtmlReport.write(MadeUpReport.withSmallest(), null, "retail", missing))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot write " + missing + ": ");
    Path directory = Files.createDirectories(dir.resolve("taken"));
    Path kept = Files.writeString(directory.resolve("kept"), "");
    assertThatThrownBy(
            () -> HtmlReport.write(MadeUpReport.withSmallest(), null, "retail", directory))
        .hasMessageStartingWith("cannot write " + directory + ": ");
    assertThat(kept).exists();
    assertThat(entries()).containsExactly(directory);
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> entries = Files.list(dir)) {
      return entries.toList();
    }
  }
}
