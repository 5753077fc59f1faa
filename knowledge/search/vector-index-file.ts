/**
 * The HNSW graph on disk: a cache beside corpus.db that is trusted only as far as it can be checked.
 * hnswlib reports success for a write that failed and may crash on a damaged file, so a file is
 * written beside its place, checked, and renamed; before loading, its size and SHA-256 must be those
 * that its description names. Any doubt means "no file": it can be built again.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import hnswlib from 'hnswlib-node';
import { z } from 'zod';

export type Graph = InstanceType<typeof hnswlib.HierarchicalNSW>;

/** Links per vector and the width of the search while building: by measurement, see README.md. */
const LINKS = 16;
const BUILD_WIDTH = 200;

const descriptionSchema = z.object({
  layout: z.literal(1),
  /** The embedder whose vectors these are. */
  fingerprint: z.string(),
  dimension: z.number().int().positive(),
  count: z.number().int().positive(),
  /** Every passage up to this id that existed then is in the graph. */
  newestPassage: z.number().int(),
  links: z.literal(LINKS),
  bytes: z.number().int().positive(),
  sha256: z.string(),
});

export type GraphDescription = z.infer<typeof descriptionSchema>;

/** An empty graph for so many vectors. */
export function emptyGraph(dimension: number, count: number): Graph {
  const graph = new hnswlib.HierarchicalNSW('ip', dimension);
  graph.initIndex(count, LINKS, BUILD_WIDTH);
  return graph;
}

/** Writes a graph and its description; the description last, since it vouches for the file. */
export async function writeGraph(
  file: string,
  graph: Graph,
  about: Pick<GraphDescription, 'fingerprint' | 'dimension' | 'newestPassage'>,
): Promise<void> {
  const draft = `${file}.draft`;
  try {
    graph.writeIndexSync(draft);
    const count = graph.getCurrentCount();
    if (!existsSync(draft) || statSync(draft).size < count * about.dimension * 4) {
      throw new Error(`The vector index could not be written to ${draft}; is the disk full?`);
    }
    const description: GraphDescription = {
      layout: 1,
      ...about,
      count,
      links: LINKS,
      bytes: statSync(draft).size,
      sha256: await sha256Of(draft),
    };
    rmSync(descriptionFile(file), { force: true });
    renameSync(draft, file);
    writeFileSync(`${descriptionFile(file)}.draft`, JSON.stringify(description));
    renameSync(`${descriptionFile(file)}.draft`, descriptionFile(file));
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Reads the description, if the file beside it is as large as it says. */
export function describedGraph(file: string): GraphDescription | undefined {
  try {
    const parsed = descriptionSchema.parse(JSON.parse(readFileSync(descriptionFile(file), 'utf8')));
    return statSync(file).size === parsed.bytes ? parsed : undefined;
  } catch {
    return undefined; // Missing, cut off, or of another release: all mean that it is built again.
  }
}

/** Loads the graph that a description vouches for; undefined when the file is not that graph. */
export async function loadGraph(
  file: string,
  description: GraphDescription,
): Promise<Graph | undefined> {
  if ((await sha256Of(file).catch(() => undefined)) !== description.sha256) return undefined;
  const graph = new hnswlib.HierarchicalNSW('ip', description.dimension);
  await graph.readIndex(file);
  return graph.getCurrentCount() === description.count ? graph : undefined;
}

function descriptionFile(file: string): string {
  return `${file}.json`;
}

const HASHED_AT_ONCE_BYTES = 1024 * 1024;

/** One buffer for the whole file: a stream would leave as much garbage as the file is long. */
async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(HASHED_AT_ONCE_BYTES);
  const handle = await open(file);
  try {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await handle.close();
  }
}
