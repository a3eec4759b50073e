package io.saec.events;

import io.saec.model.Names;

/**
 * One field of made-up rows.
 *
 * @param name of the field, which its features' names begin with
 * @param source where a row's feature comes from
 * @param effect what it does to the label
 */
public record RowField(String name, RowSource source, RowEffect effect) {
  public RowField {
    if (!Names.isField(name)) {
      throw new IllegalArgumentException("'" + name + "' is not a legal field name");
    }
  }
}
