/** A corpus of articles' facts in memory. Without vectors: nothing here searches by meaning. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meetingLookupFeature } from '../bot/features/meeting-lookup.ts';
import { createLookup } from '../bot/meetings/lookup.ts';
import type { Feature } from '../bot/screens/feature.ts';
import { extractFacts } from '../ingest/facts/extract.ts';
import { load } from '../ingest/loaders/load.ts';
import { understand } from '../ingest/understand.ts';
import { type Corpus, openCorpus } from '../knowledge/corpus/corpus.ts';
import { factsStore } from '../knowledge/facts/lookup.ts';
import { createMeetings } from '../knowledge/meetings/meetings.ts';

const NO_VECTORS = 'test: no vectors';

/** Reads every article of the folders. */
export async function meetingCorpus(...folders: string[]): Promise<Corpus> {
  const corpus = openCorpus(':memory:');
  for (const folder of folders) {
    for (const name of readdirSync(folder)) {
      await addArticle(corpus, name, readFileSync(join(folder, name)));
    }
  }
  return corpus;
}

/** Adds one article; throws when it is no text. */
export async function addArticle(corpus: Corpus, name: string, bytes: Buffer): Promise<number> {
  const loaded = await load({ bytes, name });
  if (loaded.kind !== 'page') throw new Error(`${name} is no page.`);
  const draft = understand(loaded.page);
  const vectors = draft.passages.map(() => new Float32Array(4));
  const source = { key: name, name, collection: 'test', contentHash: name };
  const { documentId } = corpus.publish(
    source,
    { ...draft, facts: extractFacts(draft) },
    { fingerprint: NO_VECTORS, vectors },
  );
  return documentId;
}

/** "/tracuu" over this corpus. */
export function lookupFeatureOf(corpus: Corpus): Feature {
  const today = () => '2026-01-15';
  return meetingLookupFeature({ lookup: createLookup({ ...lookupOf(corpus), corpus, today }) });
}

/** What meetings are looked up with. */
export function lookupOf(corpus: Corpus) {
  const facts = factsStore(corpus.database);
  const meetings = createMeetings({
    database: corpus.database,
    facts,
    generation: corpus.generation,
  });
  return { facts, meetings };
}
