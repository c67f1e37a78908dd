package io.lakebill.jobs.land;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.unsafe.types.UTF8String;

/** Maps of properties as Spark keeps maps. */
public final class PropertyMaps {

  private PropertyMaps() {}

  /**
   * Whether a key occurs twice, so that nobody can tell which of its values is meant. Called by
   * code that Spark makes.
   */
  public static boolean hasKeyTwice(MapData map) {
    Set<UTF8String> keys = new HashSet<>();
    ArrayData all = map.keyArray();
    for (int i = 0; i < all.numElements(); i++) {
      if (!keys.add(all.getUTF8String(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Names and the texts that stand at their places, without those that have none. Called by code
   * that Spark makes.
   */
  public static MapData picked(ArrayData names, ArrayData texts, ArrayData places) {
    Object[] picked = new Object[places.numElements()];
    for (int i = 0; i < picked.length; i++) {
      int place = places.getInt(i);
      picked[i] = texts.isNullAt(place) ? null : texts.getUTF8String(place);
    }
    return withoutNulls(names, new GenericArrayData(picked));
  }

  /**
   * Names and their texts, without those that have none. Called by code that Spark makes, for Spark
   * looks for nulls in a map with code that it does not compile.
   */
  public static MapData withoutNulls(ArrayData names, ArrayData texts) {
    int there = 0;
    for (int i = 0; i < texts.numElements(); i++) {
      there += texts.isNullAt(i) ? 0 : 1;
    }
    if (there == texts.numElements()) {
      return new ArrayBasedMapData(names, texts);
    }
    Object[] keys = new Object[there];
    Object[] values = new Object[there];
    int next = 0;
    for (int i = 0; i < texts.numElements(); i++) {
      if (!texts.isNullAt(i)) {
        keys[next] = names.getUTF8String(i);
        values[next++] = texts.getUTF8String(i);
      }
    }
    return new ArrayBasedMapData(new GenericArrayData(keys), new GenericArrayData(values));
  }
}
