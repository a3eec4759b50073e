package io.saec.client.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.saec.client.snapshot.Position;
import io.saec.client.store.FieldStore.Note;
import io.saec.client.store.Mapping;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Stores that were written stay readable: these bytes never change within a format. */
class RowsTest {
  @Test
  void keys() {
    assertThat(hex(Rows.field("tag"))).isEqualTo("66746167");
    assertThat(hex(Rows.part(Rows.COUNT, 258))).isEqualTo("6300000102");
    assertThat(hex(Rows.note(3, Note.PROGRESS))).isEqualTo("6e0000000350524f4752455353");
    assertThat(hex(Rows.note(3, Note.CODEBOOKS))).isEqualTo("6e00000003434f4445424f4f4b53");
    assertThat(hex(Rows.positions())).isEqualTo("70");
    byte[] key = new byte[Rows.LONGEST_KEY];
    int length = Rows.mapping(3, "é", key);
    assertThat(hex(Arrays.copyOf(key, length))).isEqualTo("6d00000003c3a9");
  }

  @Test
  void mappings() {
    Mapping mapping =
        new Mapping(
            0xFFFF_FFFFL, Integer.MAX_VALUE, new Mapping(300, 128, new Mapping(1, 0, null)));
    byte[] value = new byte[Rows.room(mapping)];
    int length = Rows.write(mapping, value);
    assertThat(hex(Arrays.copyOf(value, length))).isEqualTo("ffffffff0fffffffff07ac0280010100");
    assertThat(Rows.mapping(value, length)).isEqualTo(mapping);
    assertThat(Rows.clusterOf(value, length, Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    assertThat(Rows.clusterOf(value, length, 0xFFFF_FFFEL)).isEqualTo(128);
    assertThat(Rows.clusterOf(value, length, 299)).isZero();
    assertThat(Rows.clusterOf(value, length, 0)).isEqualTo(Mapping.NONE);
  }

  @Test
  void aVarintBeginsAnotherByteAt128() {
    byte[] value = new byte[10];
    int length = Rows.write(new Mapping(127, 128, null), value);
    assertThat(hex(Arrays.copyOf(value, length))).isEqualTo("7f8001");
  }

  @Test
  void positions() {
    List<Position> positions = List.of(new Position("t", new UUID(1, 2), 3, 1L << 33));
    assertThat(hex(Rows.positions(positions)))
        .isEqualTo(
            "00000001"
                + "000174"
                + "0000000000000001"
                + "0000000000000002"
                + "00000003"
                + "0000000200000000");
    assertThat(Rows.positions(Rows.positions(positions))).isEqualTo(positions);
    assertThat(Rows.positions((byte[]) null)).isEmpty();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
