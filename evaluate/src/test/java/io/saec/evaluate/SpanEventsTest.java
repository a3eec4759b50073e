package io.saec.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.model.FeatureEvent;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Users a, b, c and items x, y; a boundary every 10 ms. */
class SpanEventsTest {
  private static final int FACTORS = 1;
  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;
  private static final int X = 0;
  private static final int Y = 1;

  private static final Span FIRST = new Span(0, 3, 20);
  private static final Span SECOND = new Span(3, 5, 40);

  private static final LabelledRows ROWS =
      new LabelledRows(
          List.of(field("user", "a", "b", "c"), field("item", "x", "y")),
          new int[] {A, X, A, Y, B, X, A, X, C, LabelledRows.NONE},
          new long[] {1, 4, 12, 21, 33},
          new BitSet(),
          5);

  private static final float[] USERS = {1, 2, 3, 4, 5, 6};
  private static final float[] ITEMS = {7, 8, 9, 10};

  private final SpanEvents events = new SpanEvents(ROWS, 10);

  private static Dictionary field(String name, String... features) {
    Dictionary field = new Dictionary(name);
    for (String feature : features) {
      field.number(feature);
    }
    return field;
  }

  private static Model model(float[] users, float[] items) {
    return new Model(List.of(users, items), FACTORS, 0);
  }

  /** What comes of a span, each event as a line. */
  private List<String> next(Span span, Model model) {
    long[][] counts = ROWS.counts(IntStream.range(0, span.to()).toArray());
    List<String> lines = new ArrayList<>();
    for (FeatureEvent event : events.next(span, model, counts)) {
      float[] embedding = event.embedding();
      lines.add(
          event.ts()
              + " "
              + event.feature()
              + (embedding == null
                  ? " seen " + event.count()
                  : " is " + embedding[0] + "," + embedding[1] + " seen " + event.count()));
    }
    return lines;
  }

  private void first() {
    next(FIRST, model(USERS, ITEMS));
  }

  @Test
  void occurrencesAreOfTheLastRowBeforeEachBoundaryAndEmbeddingsOfTheEnd() {
    assertThat(next(FIRST, model(USERS, ITEMS)))
        .containsExactly(
            "4 a seen 2",
            "4 x seen 1",
            "4 y seen 1",
            "12 b seen 1",
            "12 x seen 1",
            "19 a is 1.0,2.0 seen 0",
            "19 b is 3.0,4.0 seen 0",
            "19 x is 7.0,8.0 seen 0",
            "19 y is 9.0,10.0 seen 0");
  }

  /** The model had a vector for it all the time. */
  @Test
  void ofEmbeddingsThatAreTheSameOnlyThoseOfNewFeaturesAreTold() {
    first();
    assertThat(next(SECOND, model(USERS.clone(), ITEMS.clone())))
        .containsExactly("21 a seen 1", "21 x seen 1", "33 c seen 1", "39 c is 5.0,6.0 seen 0");
  }

  @Test
  void embeddingsThatChangedAreToldWhetherTheirFeatureWasSeenOrNot() {
    first();
    float[] users = {1, 2, 3, 4.5f, 5, 6};
    float[] items = {7.5f, 8, 9, 10};
    assertThat(next(SECOND, model(users, items)))
        .filteredOn(line -> line.startsWith("39"))
        .containsExactly(
            "39 b is 3.0,4.5 seen 0", "39 c is 5.0,6.0 seen 0", "39 x is 7.5,8.0 seen 0");
  }

  @Test
  void changesAreSinceTheLastSpan() {
    first();
    float[] users = {1, 2, 3, 4.5f, 5, 6};
    next(new Span(3, 4, 30), model(users, ITEMS));
    assertThat(next(new Span(4, 5, 40), model(users.clone(), ITEMS.clone())))
        .containsExactly("33 c seen 1", "39 c is 5.0,6.0 seen 0");
    assertThat(next(new Span(5, 5, 60), model(USERS, ITEMS)))
        .containsExactly("59 b is 3.0,4.0 seen 0");
  }
}
