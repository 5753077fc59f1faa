/**
 * Who does or is what: whether the bodies and offices of a claim stand in its evidence, and whether
 * a person holds there the office that the claim gives them (deputy or not, and of which body).
 */
import { NAME_PART_MIN, positions, runsOf, wordTexts, written } from './support-names.ts';
import type { Token } from './support-reading.ts';
import { isContentWord } from './support-words.ts';

const phrases = (list: string) => list.split(', ').map((phrase) => phrase.split(' '));

const OFFICES = phrases(
  'chủ tịch, tổng giám đốc, giám đốc, bí thư, trưởng ban, trưởng phòng, cục trưởng, bộ trưởng, chánh văn phòng, chủ nhiệm',
);
export const RANKS = new Set(['phó', 'nguyên', 'quyền']);
/**
 * Bodies and roles that decide, pay, check or must do something in this field. One of them put in
 * the place of another makes a false sentence whose other words are all in the quote. Cooperatives
 * and members themselves are not among them: they are whom nearly every sentence is about.
 */
const ACTORS = phrases(
  'hội đồng quản trị, ban kiểm soát, đại hội thành viên, hội nghị thành lập, hội đồng thành viên, ' +
    'ủy ban nhân dân, hội đồng nhân dân, ban chấp hành, ban thường vụ, ban chỉ đạo, tòa án, chính phủ, quốc hội, ' +
    'thủ tướng, cơ quan thuế, cơ quan đăng ký, ngân hàng, liên hiệp hợp tác xã, liên minh hợp tác xã, tổ hợp tác, ' +
    'kế toán trưởng, thủ quỹ, kiểm soát viên, giám đốc, người đại diện, thành viên chính thức, thành viên liên kết, ' +
    'hội nông dân, hội phụ nữ, liên đoàn lao động, mặt trận tổ quốc',
);
const OFFICE_DISTANCE_MAX = 10;

/** Bodies and roles of a claim that its evidence does not name. */
export function missingActors(
  claim: readonly Token[],
  evidence: readonly (readonly Token[])[],
): string[] {
  const said = wordTexts(claim);
  const texts = evidence.map(wordTexts);
  const isHeld = (phrase: readonly string[]) =>
    texts.some((text) => positions(text, phrase).length > 0);
  const absent = ACTORS.filter((actor) => positions(said, actor).length > 0 && !isHeld(actor));
  const known = new Set(texts.flat());
  const strange = OFFICES.flatMap((office) =>
    positions(said, office).flatMap((at) => {
      const body = bodyAfter(said, at + office.length);
      return body !== undefined && !known.has(body) ? [[...office, body]] : [];
    }),
  );
  const short = writtenOut(claim).filter((phrase) => !isHeld(phrase));
  return [...new Set([...absent, ...strange, ...short].map((phrase) => phrase.join(' ')))];
}

/** What the abbreviations of a claim stand for: mostly bodies, so it must stand in the evidence as a whole. */
function writtenOut(tokens: readonly Token[]): string[][] {
  const found: string[][] = [];
  let open: string[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'word' || token.text === token.raw.toLowerCase()) continue;
    const before = tokens[i - 1];
    const isNext = open.length > 0 && before?.raw === token.raw && token.gap === ' ';
    if (isNext) open.push(token.text);
    else {
      open = [token.text];
      found.push(open);
    }
  }
  return found.filter((phrase) => phrase.length > 1 && phrase.join(' ') !== 'hợp tác xã');
}

/** The first word of what an office is of: "ủy" in "Chủ tịch Ủy ban". */
function bodyAfter(text: readonly string[], at: number): string | undefined {
  const word = text[at];
  return word !== undefined && /^\p{L}/u.test(word) && isContentWord(word) ? word : undefined;
}

interface Held {
  rank: string;
  /** Undefined where a name or a function word follows the office. */
  body: string | undefined;
}

/** Offices of a claim whose holder has only another one in the evidence: "Chủ tịch" for a deputy. */
export function wrongOffices(
  claim: readonly Token[],
  evidence: readonly (readonly Token[])[],
): string[] {
  const { words, runs } = runsOf(claim);
  const texts = words.map((word) => word.text);
  const wrong: string[] = [];
  for (const run of runs) {
    if (run.words.length < NAME_PART_MIN) continue;
    for (const office of OFFICES) {
      const [said, ...others] = nearestHeld(texts, run.at, run.words, office);
      if (said === undefined || others.length > 0) continue;
      const held = evidence.flatMap((tokens) => {
        const text = wordTexts(tokens);
        return positions(text, run.words).flatMap((at) => nearestHeld(text, at, run.words, office));
      });
      if (held.length > 0 && !held.some((other) => agrees(said, other))) {
        const name = written(run, run.words.length, words);
        wrong.push([said.rank, ...office, name].filter(Boolean).join(' '));
      }
    }
  }
  return wrong;
}

const agrees = (a: Held, b: Held): boolean =>
  a.rank === b.rank && (a.body === undefined || b.body === undefined || a.body === b.body);

/** The nearest such office before and after a name; none when it is too far. */
function nearestHeld(
  text: readonly string[],
  nameAt: number,
  name: readonly string[],
  office: readonly string[],
): Held[] {
  const nameEnd = nameAt + name.length;
  const before: number[] = [];
  const after: number[] = [];
  for (const at of positions(text, office)) {
    if (at < nameAt && nameAt - at <= OFFICE_DISTANCE_MAX) before.push(at);
    if (at >= nameEnd && at - nameEnd <= OFFICE_DISTANCE_MAX) after.push(at);
  }
  const nearest = [before.at(-1), after[0]].filter((at) => at !== undefined);
  return nearest.map((at) => {
    const previous = text[at - 1] ?? '';
    const next = at + office.length;
    return {
      rank: RANKS.has(previous) ? previous : '',
      body: next === nameAt ? undefined : bodyAfter(text, next),
    };
  });
}
