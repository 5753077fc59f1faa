/**
 * Questions that go on from an answer: the articles of law beside the cited one, and what the facts
 * of a cited news item tell. Invariant: only a question that the answerer really answers from the
 * same document, with something the reply does not cite yet, is offered.
 */
import type { Answerer, Citation } from '../knowledge/answering/answer.ts';
import type { Corpus, StoredDocument } from '../knowledge/corpus/corpus.ts';
import type { FactsStore, StoredEvent } from '../knowledge/facts/lookup.ts';
import { searchKey } from '../knowledge/facts/search-key.ts';
import type { Reply } from './assistant.ts';
import * as words from './replies/related.ts';

/** At most RELATED_MAX questions about what a reply cites; none that is the same as `asked`. */
export type RelatedQuestions = (
  reply: Pick<Reply, 'citations'>,
  asked: string,
) => Promise<string[]>;

export interface RelatedQuestionsDeps {
  answerer: Answerer;
  corpus: Pick<Corpus, 'document' | 'passagesOf' | 'generation'>;
  facts: Pick<FactsStore, 'events' | 'memberships'>;
}

const RELATED_MAX = 3;
const DOCUMENTS_MAX = 2;
/** Each costs an answer; what was found out is remembered until the corpus changes. */
const CANDIDATES_MAX = 6;
const REMEMBERED_MAX = 1_000;
const EVENTS_MAX = 2;

export function createRelatedQuestions(deps: RelatedQuestionsDeps): RelatedQuestions {
  const { answerer, corpus } = deps;
  const remembered = new Map<string, string[]>();
  let generation = corpus.generation();

  /** Where the document's answer to a question stands; empty when it has none. */
  const answerSpots = async (question: string, documentId: number): Promise<string[]> => {
    if (generation !== corpus.generation() || remembered.size >= REMEMBERED_MAX) remembered.clear();
    generation = corpus.generation();
    const key = `${documentId} ${question}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const outcome = await answerer.answer({ text: question, history: [] });
    const citations = outcome.outcome === 'answered' ? outcome.citations : [];
    const spots = citations.filter((each) => each.documentId === documentId).map(spotOf);
    remembered.set(key, spots);
    return spots;
  };

  return async ({ citations }, asked) => {
    const related: string[] = [];
    const told = new Set(citations.map(spotOf));
    for (const { question, documentId } of candidates(citations, deps)) {
      if (related.length === RELATED_MAX) break;
      if (searchKey(question) === searchKey(asked)) continue;
      const spots = await answerSpots(question, documentId);
      if (spots.some((spot) => !told.has(spot))) related.push(question);
    }
    return related;
  };
}

function spotOf({ passageId, start }: Citation): string {
  return `${passageId} ${start}`;
}

interface Candidate {
  question: string;
  documentId: number;
}

function candidates(
  citations: readonly Citation[],
  { corpus, facts }: RelatedQuestionsDeps,
): Candidate[] {
  const documentIds = [...new Set(citations.map(({ documentId }) => documentId))];
  return documentIds
    .slice(0, DOCUMENTS_MAX)
    .flatMap((documentId): Candidate[] => {
      const document = corpus.document(documentId);
      if (!document) return [];
      const sections = citations
        .filter((citation) => citation.documentId === documentId)
        .map(({ section }) => section);
      const questions =
        document.kind === 'legal'
          ? articlesBeside(document, sections, corpus)
          : aboutEvents(document, facts);
      return questions.map((question) => ({ question, documentId }));
    })
    .slice(0, CANDIDATES_MAX);
}

/** "Điều 31 …" and "Điều 29 …" beside a cited "Điều 30", the next ones first. */
function articlesBeside(
  { id, title, metadata }: StoredDocument,
  cited: readonly (string | undefined)[],
  corpus: Pick<Corpus, 'passagesOf'>,
): string[] {
  const headings = new Map<string, string>();
  for (const { section, heading } of corpus.passagesOf(id)) {
    if (section !== undefined && !headings.has(section)) headings.set(section, heading);
  }
  const sections = [...headings.keys()];
  const at = sections.findIndex((section) => cited.includes(section));
  if (at === -1) return [];
  return [at + 1, at - 1, at + 2].flatMap((place) => {
    const section = sections[place];
    if (section === undefined || cited.includes(section)) return [];
    // "Luật … › Chương II › Điều 31. Quyền của thành viên"
    const name =
      headings
        .get(section)
        ?.split(' › ')
        .at(-1)
        ?.replace(/^[^.]*\.\s*/, '') ?? '';
    return words.articleQuestion({ section, name, document: metadata.shortTitle ?? title });
  });
}

function aboutEvents(
  { id }: StoredDocument,
  facts: Pick<FactsStore, 'events' | 'memberships'>,
): string[] {
  const scope = { documentIds: [id] };
  const admitted = facts.memberships({ ...scope, status: 'admitted', limit: 1 })[0];
  const questions = facts
    .events({ ...scope, limit: EVENTS_MAX })
    .flatMap((event) => eventQuestions(event));
  const { admittedOn, province } = admitted ?? {};
  if (admittedOn && province) questions.push(words.admittedQuestion(admittedOn, province));
  return questions;
}

function eventQuestions({ startsOn, province, kinds, people, items }: StoredEvent): string[] {
  if (startsOn === undefined || province === undefined) return [];
  const event = { day: startsOn, province, kind: kinds[0] ?? '' };
  const tellsOf = (kind: StoredEvent['items'][number]['kind']) =>
    items.some((item) => item.kind === kind);
  return [
    ...(people.some(({ role }) => role === 'chair') ? [words.chairQuestion(event)] : []),
    ...(tellsOf('decision') || tellsOf('content') ? [words.contentQuestion(event)] : []),
    ...(tellsOf('participants') ? [words.participantsQuestion(event)] : []),
  ];
}
