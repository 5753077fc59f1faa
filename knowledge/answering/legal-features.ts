/**
 * What is measured of a statement of law besides what all statements are measured for: whom its
 * document rules, which of two opposites it speaks of, the special case it is limited to, the limit
 * or permission that was asked for. All are 0 for articles.
 */
import type { QuestionReading } from '../question/question.ts';
import { isFunctionSyllable } from '../question/wording.ts';
import type { RetrievedPassage } from '../search/retriever.ts';
import { fold } from '../text/normalise.ts';
import { actorsIn, otherActors } from './actors.ts';
import { otherOpposite } from './opposites.ts';
import type { Statement } from './statements.ts';
import { coverage, type MatchToken, presence, type QuestionTerm } from './term-match.ts';

export const LEGAL_FEATURE_NAMES = [
  'documentActorOther',
  'oppositeOther',
  'specialCase',
  'limitFits',
  'limitOther',
  'permits',
  'refersOn',
  'older',
  'opensArticle',
] as const;

export type LegalFeatures = Record<(typeof LEGAL_FEATURE_NAMES)[number], number>;

const NONE: LegalFeatures = {
  documentActorOther: 0,
  oppositeOther: 0,
  specialCase: 0,
  limitFits: 0,
  limitOther: 0,
  permits: 0,
  refersOn: 0,
  older: 0,
  opensArticle: 0,
};

/** A statement of law, as far as it is looked at here. */
export interface LegalStatement {
  statement: Statement;
  /** Of the lead-in and the statement. */
  tokens: readonly MatchToken[];
  headingTokens: readonly MatchToken[];
  retrieved: RetrievedPassage;
  headingFit: number;
  /** Year of the newest law that was found. */
  newestYear: number;
}

/** Measures a statement of law; all 0 for one of an article. */
export function legalFeatures(question: QuestionReading, found: LegalStatement): LegalFeatures {
  const { statement, tokens, retrieved } = found;
  if (retrieved.document.kind !== 'legal') return NONE;
  const named = question.documents.length > 0;
  return {
    documentActorOther: named ? 0 : documentActorOther(question, retrieved),
    oppositeOther: otherOpposite(question, foldedText(found)),
    specialCase: Math.max(
      specialCase(question, statement.text),
      specialCase(question, statement.leadIn),
    ),
    ...limits(question.text, statement.text),
    permits: question.intent.wanted.includes('yes-no') ? permits(question, tokens) : 0,
    refersOn: refersOn(statement.text),
    older: named ? 0 : age(retrieved, found.newestYear),
    opensArticle: statement.start === 0 ? found.headingFit : 0,
  };
}

function foldedText({ headingTokens, tokens }: LegalStatement): string {
  return [...headingTokens, ...tokens].map(({ folded }) => folded).join(' ');
}

/** Whoever asks without saying whom the rule is for asks as a member of a cooperative. */
const ASKED_BY_DEFAULT: ReadonlySet<string> = new Set(['cooperative', 'union']);
const documentActors = new WeakMap<object, ReadonlySet<string>>();

/** 1 for a document that its title gives to others than those asked about: a decree on the funds. */
function documentActorOther({ actors }: QuestionReading, { document }: RetrievedPassage): number {
  let ofTitle = documentActors.get(document);
  if (!ofTitle) {
    ofTitle = actorsIn(document.title);
    documentActors.set(document, ofTitle);
  }
  return otherActors(actors.size > 0 ? actors : ASKED_BY_DEFAULT, () => ofTitle);
}

/** The case that a rule is limited to, up to where the rule itself begins. */
const CASE =
  /^(?:\d{1,3}[.)]|[a-zđ]\)|[-–+])?\s*(?:Trường hợp|Trong trường hợp|Đối với|Nếu|Khi|Sau khi|Riêng|Ngoài)\s+([^,:;]{3,240})/u;
const COMMON_IN_LAW = new Set(
  'hop tac xa lien hiep to truong khi dieu khoan quy dinh luat nghi cua'.split(' '),
);

const saidBy = new WeakMap<readonly QuestionTerm[], ReadonlySet<string>>();

/** The syllables of a question and of what may stand for them; found once for a question. */
export function saidIn(terms: readonly QuestionTerm[]): ReadonlySet<string> {
  let said = saidBy.get(terms);
  if (!said) {
    said = new Set(
      terms.flatMap(({ folded, alternatives }) => [
        folded,
        ...alternatives.flatMap((other) => other.split(' ')),
      ]),
    );
    saidBy.set(terms, said);
  }
  return said;
}

/** Share of the words of a rule's special case that the question does not say; 0 for a rule without one. */
function specialCase({ terms }: QuestionReading, text: string): number {
  const limitedTo = CASE.exec(text)?.[1];
  if (limitedTo === undefined) return 0;
  const said = saidIn(terms);
  const telling = limitedTo
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '' && !isFunctionSyllable(word, fold(word)))
    .map(fold)
    .filter((word) => !COMMON_IN_LAW.has(word));
  if (telling.length === 0) return 0;
  return telling.filter((word) => !said.has(word)).length / telling.length;
}

const NUMBER_WORD = String.raw`(?:\d|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)`;
const MOST_ASKED = /\b(?:toi da|nhieu nhat|cao nhat|lon nhat|khong qua|cham nhat|tran|han cuoi)\b/;
const LEAST_ASKED = /\b(?:toi thieu|it nhat|thap nhat|nho nhat|tu bao nhieu|tu may)\b/;
const MOST_TOLD = new RegExp(
  `(?:tối đa|không quá|không vượt quá|không được (?:vượt )?quá|nhiều nhất|cao nhất|chậm nhất|không cao hơn|đến)[^.;]{0,40}?${NUMBER_WORD}`,
  'iu',
);
const LEAST_TOLD = new RegExp(
  `(?:tối thiểu|ít nhất|thấp nhất|không thấp hơn|không ít hơn|không dưới|trên|từ)[^.;]{0,40}?${NUMBER_WORD}|${NUMBER_WORD}[^.;]{0,24} trở lên`,
  'iu',
);

/** Whether the upper or lower limit that a question asks for stands there beside a number. */
function limits(
  question: string,
  statement: string,
): Pick<LegalFeatures, 'limitFits' | 'limitOther'> {
  const asked = fold(question);
  const most = MOST_ASKED.test(asked);
  const least = LEAST_ASKED.test(asked);
  if (!most && !least) return { limitFits: 0, limitOther: 0 };
  const fits = (most && MOST_TOLD.test(statement)) || (least && LEAST_TOLD.test(statement));
  return { limitFits: fits ? 1 : 0, limitOther: fits ? 0 : 1 };
}

const PERMITS = new Set([
  'được',
  'phải',
  'cấm',
  'quyền',
  'thể',
  'buộc',
  'miễn',
  'hưởng',
  'trợ',
  'không',
]);
/** Syllables behind a word of permission that say what is permitted. */
const PERMITTED = 12;

/** How much of the question stands right behind one word that permits, obliges or forbids. */
function permits({ terms }: QuestionReading, tokens: readonly MatchToken[]): number {
  let best = 0;
  for (const [at, { exact }] of tokens.entries()) {
    if (!PERMITS.has(exact)) continue;
    const behind = tokens.slice(at + 1, at + 1 + PERMITTED);
    best = Math.max(best, coverage(terms, presence(terms, behind)));
  }
  return best;
}

const REFERENCE =
  /(?:theo )?quy định (?:tại|ở) (?:các )?(?:điểm|khoản|Điều|điều|Chương|Mục)[^,;.]{0,80}|theo (?:đúng )?quy định của (?:pháp luật|Luật|Nghị định|Điều lệ)[^,;.]{0,40}/gu;

/** A rule that is nothing but a reference: "Hồ sơ … thực hiện theo quy định tại Điều 41 và Điều 42 Luật …". */
const ONLY_REFERS =
  /^[^;:]{0,300}(?:được )?(?:thực hiện|áp dụng|tiến hành) (?:tương tự )?theo (?:các )?quy định (?:tại|của|về)[^;:]{0,200}$/u;

/** Share of a statement that only refers to other provisions. */
function refersOn(text: string): number {
  if (ONLY_REFERS.test(text)) return 1;
  let referring = 0;
  for (const [match] of text.matchAll(REFERENCE)) referring += match.length;
  return text.length === 0 ? 0 : referring / text.length;
}

const YEARS_OLD = 10;

/** How much older than the newest law found, in tens of years; at most 1. */
function age({ document }: RetrievedPassage, newest: number): number {
  const year = yearOf(document.metadata.issuedOn);
  return year === undefined ? 0 : Math.min(1, Math.max(0, newest - year) / YEARS_OLD);
}

function yearOf(issuedOn: string | undefined): number | undefined {
  return issuedOn === undefined ? undefined : Number(issuedOn.slice(0, 4));
}

/** Year of the newest law among passages; 0 without any. */
export function newestYear(passages: readonly RetrievedPassage[]): number {
  return Math.max(0, ...passages.map(({ document }) => yearOf(document.metadata.issuedOn) ?? 0));
}
