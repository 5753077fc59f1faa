/**
 * "Liên minh đề ra 9 nhiệm vụ. Trong đó, …": a sentence of the news that only announces things is
 * told together with the sentences that spell them out, where the things themselves are asked for;
 * "Trước tình hình khó khăn trên, …" with the sentence before it, where the reason is.
 */
import type { Corpus, StoredPassage } from '../corpus/corpus.ts';
import type { Wanted } from '../question/intent.ts';
import { sentences } from '../text/sentences.ts';
import type { ScoredCandidate } from './candidates.ts';

const OF_THINGS: ReadonlySet<Wanted> = new Set(['list', 'event', 'role', 'procedure', 'unknown']);
const SPELLS_OUT = /^(?:Trong đó|Cụ thể|Đó là|Bao gồm|Gồm|Một là|Thứ nhất)(?!\p{L})/u;
const GOES_ON =
  /^(?:Bên cạnh đó|Đồng thời|Ngoài ra|Cùng với đó|Hai là|Thứ hai|Ba là|Thứ ba)(?!\p{L})/u;
/** With its source in front it still fits an answer. */
const TOLD_MAX = 780;

/** The candidate with what belongs to it: longer, or with its grounds in front; itself where there is nothing. */
export function spelledOut(
  candidate: ScoredCandidate,
  wanted: Wanted,
  corpus: Pick<Corpus, 'passage'>,
): ScoredCandidate[] {
  if (candidate.retrieved.document.kind === 'legal') return [candidate];
  const answered = withReply(candidate, wanted);
  if (answered) return [answered];
  if (wanted === 'reason') return withGrounds(candidate, corpus);
  return [OF_THINGS.has(wanted) ? withThings(candidate) : candidate];
}

/** "Giám đốc HTX hỏi vì sao …" is answered by whoever speaks next. */
const ASKS =
  /(?<!\p{L})(?:hỏi|thắc mắc|băn khoăn|chất vấn)(?: (?:vì sao|tại sao|về|rằng|liệu|khi nào|có|bao giờ|làm sao|ai)(?!\p{L})|[,:])|\?["”’]?$/u;
/** What is asked for is settled in the reply too: "… đề nghị thu mua" with "Chủ tịch đồng ý mua thử …". */
const REQUESTS = /(?<!\p{L})(?:đề nghị|kiến nghị|đề xuất)(?!\p{L})/u;
const REPLIES =
  /(?<!\p{L})(?:trả lời|cho biết|cho hay|giải thích|giải đáp|làm rõ|khẳng định|hướng dẫn|thông tin|đồng ý|thống nhất|tiếp thu)(?!\p{L})/u;

function withReply(candidate: ScoredCandidate, wanted: Wanted): ScoredCandidate | undefined {
  const { statement, retrieved } = candidate;
  const asks =
    ASKS.test(statement.text) || (wanted === 'procedure' && REQUESTS.test(statement.text));
  if (statement.kind !== 'sentence' || statement.partial || !asks) return undefined;
  const { passage } = retrieved;
  const [reply] = sentences(passage.text.slice(statement.end));
  if (!reply) return undefined;
  const end = statement.end + reply.end;
  const isReply = REPLIES.test(passage.text.slice(statement.end + reply.start, end));
  if (!isReply || end - statement.start > TOLD_MAX) return undefined;
  return cutFrom(candidate, passage, statement.start, end);
}

function withThings(candidate: ScoredCandidate): ScoredCandidate {
  const { statement, retrieved } = candidate;
  const { text } = retrieved.passage;
  if (statement.kind !== 'sentence' || statement.partial) return candidate;
  let end = statement.end;
  for (const span of sentences(text.slice(statement.end))) {
    const next = text.slice(statement.end + span.start, statement.end + span.end);
    const belongs = end === statement.end ? SPELLS_OUT.test(next) : GOES_ON.test(next);
    const isNear = !/\n/.test(text.slice(end, statement.end + span.start));
    if (!belongs || !isNear || statement.end + span.end - statement.start > TOLD_MAX) break;
    end = statement.end + span.end;
  }
  return end === statement.end
    ? candidate
    : cutFrom(candidate, retrieved.passage, statement.start, end);
}

/** The grounds stand in the sentence before. */
const REFERS_BACK =
  /^(?:(?:Trước (?:tình hình|thực trạng|thực tế|khó khăn|yêu cầu)|Từ (?:thực tế|thực trạng|yêu cầu))[^,.]{0,30}(?:trên|đó|này|ấy)|Vì vậy|Vì thế|Do đó|Do vậy|Bởi vậy|Chính vì (?:vậy|thế))(?!\p{L})/u;

/** The sentence before, of the paragraph or of the passage before it, and the candidate. */
function withGrounds(
  candidate: ScoredCandidate,
  corpus: Pick<Corpus, 'passage'>,
): ScoredCandidate[] {
  const { statement, retrieved } = candidate;
  if (!REFERS_BACK.test(statement.text)) return [candidate];
  const { passage } = retrieved;
  const here = sentences(passage.text.slice(0, statement.start)).at(-1);
  if (here) return [cutFrom(candidate, passage, here.start, statement.end)];
  const before = corpus.passage(passage.id - 1);
  if (before?.documentId !== passage.documentId || before.kind !== 'text') return [candidate];
  const last = sentences(before.text).at(-1);
  return last ? [cutFrom(candidate, before, last.start, last.end), candidate] : [candidate];
}

function cutFrom(
  candidate: ScoredCandidate,
  passage: StoredPassage,
  start: number,
  end: number,
): ScoredCandidate {
  const statement = { ...candidate.statement, start, end, text: passage.text.slice(start, end) };
  return { ...candidate, retrieved: { ...candidate.retrieved, passage }, statement };
}
