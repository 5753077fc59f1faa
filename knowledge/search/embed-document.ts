/**
 * Which words of a document its passages' vectors are made of. One definition for ingest,
 * re-embedding and evaluation, so that vectors of one corpus are comparable.
 */
import type { EmbeddedPassages } from '../corpus/corpus.ts';
import type { DocumentDraft } from '../corpus/document.ts';
import type { Embedder } from '../embedder/embedder.ts';

type Context = { title: string; heading: string; text: string };

/** A passage with what stands above it, each part once. */
export function passageInContext({ title, heading, text }: Context): string {
  const above = heading.startsWith(title) ? [heading] : [title, heading];
  return [...above.filter((part) => part !== '' && !text.startsWith(part)), text].join('\n');
}

/** The vectors that `Corpus.publish` wants. Rejects when the embedder does. */
export async function embedDocument(
  embedder: Embedder,
  draft: Pick<DocumentDraft, 'title' | 'passages'>,
  signal?: AbortSignal,
): Promise<EmbeddedPassages> {
  const texts = draft.passages.map((passage) =>
    passageInContext({ title: draft.title, heading: passage.heading, text: passage.text }),
  );
  const vectors = await embedder.embedPassages(texts, signal);
  return { fingerprint: embedder.fingerprint, vectors };
}
