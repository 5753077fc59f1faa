/**
 * Builds the HNSW graph of a corpus in a thread of its own, so that questions are answered
 * meanwhile. Started by vector-index-graph.ts; ends with the message 'written', or with an error.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openReadOnly } from '../corpus/database.ts';
import { emptyGraph, writeGraph } from './vector-index-file.ts';

export const buildOrderSchema = z.object({
  databaseFile: z.string(),
  graphFile: z.string(),
  fingerprint: z.string(),
});

export type BuildOrder = z.infer<typeof buildOrderSchema>;

async function build({ databaseFile, graphFile, fingerprint }: BuildOrder): Promise<void> {
  const database = openReadOnly(databaseFile);
  try {
    const { count, dimension } = database
      .prepare<[], { count: number; dimension: number }>(
        'SELECT count(*) AS count, max(length(vector)) / 4 AS dimension FROM vectors',
      )
      .get()!;
    const graph = emptyGraph(dimension, count);
    const rows = database.prepare<[number], { id: number; vector: Buffer }>(
      'SELECT passage_id AS id, vector FROM vectors ORDER BY passage_id LIMIT ?',
    );
    let newestPassage = 0;
    for (const { id, vector } of rows.iterate(count)) {
      newestPassage = id;
      if (vector.byteLength !== dimension * 4) continue;
      graph.addPoint([...new Float32Array(new Uint8Array(vector).buffer)], id);
    }
    await writeGraph(graphFile, graph, { fingerprint, dimension, newestPassage });
  } finally {
    database.close();
  }
}

if (parentPort) {
  await build(buildOrderSchema.parse(workerData));
  parentPort.postMessage('written');
}
