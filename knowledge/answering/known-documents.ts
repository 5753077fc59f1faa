/**
 * What questions ask of all documents at once: which provinces they tell of, and which of them a
 * question names. Found once for a state of the corpus, since it may hold tens of thousands.
 */
import type { StoredDocument } from '../corpus/corpus.ts';
import type { QuestionReading } from '../question/question.ts';
import { type DocumentIdentity, identityOf, isNamed } from './scope.ts';

export interface KnownDocuments {
  /** Undefined among them when some document tells of none. */
  provinces: ReadonlySet<string | undefined>;
  /** The legal documents that a question names. */
  namedBy(question: QuestionReading): StoredDocument[];
}

/** `documents` returns the same list until the corpus changes. */
export function createKnownDocuments(
  documents: () => readonly StoredDocument[],
): () => KnownDocuments {
  let current: readonly StoredDocument[] | undefined;
  let known: KnownDocuments | undefined;
  return () => {
    const now = documents();
    if (!known || now !== current) known = knownOf(now);
    current = now;
    return known;
  };
}

function knownOf(documents: readonly StoredDocument[]): KnownDocuments {
  let legal: { document: StoredDocument; identity: DocumentIdentity }[] | undefined;
  return {
    provinces: new Set(documents.map((document) => document.metadata.province)),
    namedBy(question) {
      if (question.documents.length === 0) return [];
      legal ??= documents.flatMap((document) => {
        const identity = identityOf(document);
        return identity ? [{ document, identity }] : [];
      });
      return legal
        .filter(({ identity }) => isNamed(question, identity))
        .map(({ document }) => document);
    },
  };
}
