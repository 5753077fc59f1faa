/**
 * From a feature's 32-bit hash to its row number, by open addressing: no strings, no objects, so
 * that a look-up costs a few nanoseconds. Keys are never 0 (features.ts promises that).
 */

/** The row of a feature, or -1 when it has none. */
export interface FeatureTable {
  rowOf(feature: number): number;
}

/** Row i belongs to features[i]. Throws RangeError when a feature is 0 or stands twice. */
export function featureTable(features: Uint32Array): FeatureTable {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, features.length * 3)));
  const mask = size - 1;
  const keys = new Uint32Array(size);
  const rows = new Int32Array(size);
  for (const [row, feature] of features.entries()) {
    if (feature === 0) throw new RangeError('A feature must not be 0.');
    let slot = feature & mask;
    while (keys[slot] !== 0) {
      if (keys[slot] === feature) throw new RangeError(`Feature ${feature} stands twice.`);
      slot = (slot + 1) & mask;
    }
    keys[slot] = feature;
    rows[slot] = row;
  }
  return {
    rowOf(feature) {
      let slot = feature & mask;
      for (;;) {
        const key = keys[slot]!;
        if (key === feature) return rows[slot]!;
        if (key === 0) return -1;
        slot = (slot + 1) & mask;
      }
    },
  };
}
