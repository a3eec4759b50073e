package io.saec.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.saec.evaluate.EvaluationReport;
import io.saec.evaluate.OnlineReport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser has it. One and its pictures stay in {@code target} to be looked at. */
class HtmlReportBrowserTest {
  private static final Path PICTURES = Path.of("target", "report");

  private static Optional<Chromium> chromium = Optional.empty();
  @TempDir private Path dir = Path.of("");

  @BeforeAll
  static void findBrowser() throws IOException {
    chromium = Chromium.find(PICTURES.resolve("chromium"));
    if (chromium.isEmpty()) {
      System.err.println("SKIPPED: no chromium on the path, so no test opens the report's page");
    }
    assumeTrue(chromium.isPresent(), "skipped: no chromium on the path");
    Files.createDirectories(PICTURES);
  }

  private Path page(EvaluationReport report, @Nullable Map<String, OnlineReport> online)
      throws IOException {
    Path file = dir.resolve("report.html");
    HtmlReport.write(report, online, "Online Retail", file);
    return file;
  }

  private String dom(EvaluationReport report, @Nullable Map<String, OnlineReport> online)
      throws IOException, InterruptedException {
    return withoutSources(chromium.orElseThrow().dom(page(report, online)));
  }

  /** What can be seen: neither the data nor the scripts, which have all the words in them. */
  private static String withoutSources(String dom) {
    return Pattern.compile("<(script|style)\\b.*?</\\1>", Pattern.DOTALL)
        .matcher(dom)
        .replaceAll("");
  }

  private static long count(String what, String in) {
    return Pattern.compile(what).matcher(in).results().count();
  }

  @Test
  void drawsEveryChartWithoutAnError() throws IOException, InterruptedException {
    String dom = dom(MadeUpReport.withSmallest(), MadeUpReport.online("user"));
    assertThat(dom)
        .contains("data-drawn=\"all\"", "data-charts=\"9\"")
        .doesNotContain("data-error");
    assertThat(count("<svg[^>]* viewBox=", dom)).isEqualTo(9);
    assertThat(dom).doesNotContain("NaN", "undefined", "[object");
  }

  @Test
  void leavesOutWhatWasNotMeasured() throws IOException, InterruptedException {
    String dom = dom(MadeUpReport.withoutSmallest(), null);
    assertThat(dom)
        .contains("data-drawn=\"all\"", "data-charts=\"3\"")
        .doesNotContain("data-error");
    assertThat(count("<svg", dom)).isEqualTo(3);
    assertThat(dom)
        .doesNotContain("Over time", "Trained on", "fine-tuned", "churn", "±")
        .contains("One seed");
  }

  @Test
  void showsTheNumbers() throws IOException, InterruptedException {
    String dom = dom(MadeUpReport.withSmallest(), MadeUpReport.online("user"));
    String text = dom.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    assertThat(text)
        .contains("full 0.6987 ± 0.0006 0.6241 ± 0.0004 1,224,000 1.0×")
        .contains(
            "8x 0.6983 ± 0.0007 −0.0004 ± 0.0003 worse 0.6245 ± 0.0005 +0.07% ± 0.06% worse"
                + " 152,900 8.0×")
        .contains("logistic regression own 18,000 0.6774 −0.0213 ± 0.0003 worse")
        .contains("packed ids, keys 1,286,700 368,600 3.5×")
        .contains("item 3,620 1,500 750 222 55")
        .contains("8x 2010-12-01 08:26 1,200 0.5487 0.5457")
        .contains(
            "Size AUC to full Log loss to full 8x 0.6957 −0.0030 0.6269 +0.45% 8x, fine-tuned 0.6972")
        .contains("Epochs 6")
        .contains("full 2 0.6996 ± 0.0007 +0.0009 ± 0.0003 better –")
        .contains("8x 3 0.6988 ± 0.0007 +0.0001 ± 0.0003 even −0.0008 0.6241 ± 0.0005");
    assertThat(count("<tr class=\"chosen\"><th scope=\"row\">8x<", dom)).isEqualTo(1);
  }

  @Test
  void namesStayText() throws IOException, InterruptedException {
    String name = "</script><img src=x onerror=\"document.documentElement.dataset.error='ran'\">";
    String dom = dom(MadeUpReport.withSmallest(), MadeUpReport.online(name));
    assertThat(dom)
        .contains("data-drawn=\"all\"")
        .doesNotContain("data-error=")
        .doesNotContain("<img");
    assertThat(dom).contains("&lt;/script&gt;&lt;img src=x");
  }

  /** Colours are variables of the style, which only a browser can follow. */
  @Test
  void chartsHaveTheColoursOfLightAndOfDark() throws IOException, InterruptedException {
    Path page = PICTURES.resolve("report.html");
    HtmlReport.write(
        MadeUpReport.withSmallest(), MadeUpReport.online("user"), "Online Retail", page);
    for (boolean dark : new boolean[] {false, true}) {
      Path picture = PICTURES.resolve(dark ? "dark.png" : "light.png");
      chromium.orElseThrow().screenshot(page, dark, picture);
      BufferedImage image = ImageIO.read(picture.toFile());
      assertThat(image.getRGB(2, 2) & 0xffffff).isEqualTo(dark ? 0x12161c : 0xf7f7f4);
      for (int colour : dark ? new int[] {0x62aaff, 0xffa552} : new int[] {0x0b63ce, 0xc75f00}) {
        assertThat(pixels(image, colour)).as("#%06x", colour).isGreaterThan(500);
      }
    }
  }

  private static long pixels(BufferedImage image, int colour) {
    long pixels = 0;
    for (int rgb :
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
      pixels += (rgb & 0xffffff) == colour ? 1 : 0;
    }
    return pixels;
  }
}
