/**
 * What cannot be the answer to a question, however well it reads; it may still be the nearest thing
 * that is known.
 */
import type { Wanted } from '../question/intent.ts';
import type { QuestionReading } from '../question/question.ts';
import { fold } from '../text/normalise.ts';
import { foldedSyllables } from '../text/tokens.ts';
import { PERSON_NAME } from './answer-kinds.ts';
import { speaksOfMeasure } from './asked-measure.ts';
import type { AskedName } from './asked-names.ts';
import { holdsQuantity } from './asked-quantity.ts';
import { tellsOfAnother, tellsOfOtherYears } from './asked-series.ts';
import type { AskedScope } from './candidates.ts';
import type { Asked, Features, FoundDocument, Glance } from './features.ts';
import type { Statement } from './statements.ts';

/** Kinds that an answer either holds or does not: a share without a percentage answers nothing. */
const STRICT_KINDS: ReadonlySet<Wanted> = new Set(['contact', 'percent', 'money']);
/** Kinds of which another year's, body's or the whole country's is no answer. */
const OF_A_TIME: ReadonlySet<Wanted> = new Set(['number', 'money', 'percent', 'date']);

/** Asks for the holder of an office, not merely by whom something was done. */
const ASKS_FOR_HOLDER =
  /\bla ai\b|\bten (?:la )?gi\b|\bai (?:la|lam|giu|(?:duoc|trung) .*(?:bau|cu|chi dinh|bo nhiem))\b/;

const LIMIT = /\b(?:toi thieu|toi da)\b/;
const LEAVES_AMOUNT =
  /(?:theo quy định (?:tại|của|trong)[^.;]{0,40}|do )[Đđ]iều lệ|[Đđ]iều lệ (?:hợp tác xã )?quy định|do (?:Đại hội thành viên|Hội đồng quản trị|Hội đồng thành viên) quyết định|(?:không (?:quá|vượt quá|thấp hơn)|tối đa|tối thiểu|bằng|mức) (?:\p{L}+ ){0,3}\d[\d,.]*\s?%/u;

export interface RuleOut {
  question: QuestionReading;
  asked: Asked;
  scope: AskedScope;
}

/** From here on a person is wanted, as the news names them, see source-wanted.ts. */
const HOLDER_WANTED = 0.3;

/** Another place's figure, a document that never speaks of what the question names, nobody who holds the office, or none of what was asked for. */
export function isRuledOut(rules: RuleOut, glance: Glance, features: Features): boolean {
  const { question } = rules;
  if (lacksHolder(rules, glance, features)) return true;
  const lacksKind = STRICT_KINDS.has(question.intent.wanted[0]!) && features.answerKind === 0;
  if (lacksKind && !(features.legal === 1 && leavesAmount(rules, glance.statement.text)))
    return true;
  if (features.legal === 0 && tellsOtherThings(rules, glance, features)) return true;
  return features.placeOther > 0 && isOfOtherPlace(rules, glance);
}

/** A law may give a limit as a share, or say who sets it: that is its answer to "at least how much". */
function leavesAmount({ question, asked: { measure } }: RuleOut, text: string): boolean {
  if (question.intent.wanted[0] !== 'money' || !LEAVES_AMOUNT.test(text)) return false;
  const limit = LIMIT.exec(fold(question.text))?.[0];
  if (limit === undefined || !fold(text).includes(limit)) return false;
  return measure === undefined || speaksOfMeasure(measure, foldedSyllables(text).join(' '));
}

/** True when a statement of another province's document names neither the province nor all that the question names. */
function isOfOtherPlace({ question, asked, scope }: RuleOut, glance: Glance): boolean {
  const { statement, context } = glance;
  const told = fold(statement.text);
  const said = foldedSyllables(question.expanded).join(' ');
  // A district is asked about without its province and told of without it.
  const isProvinceSaid = scope.provinces.some((province) => said.includes(fold(province)));
  const namesAll = asked.names.every((name) =>
    told.includes(name.map(({ folded }) => folded).join(' ')),
  );
  if (!isProvinceSaid && asked.names.length > 0 && namesAll) return false;
  if (!isProvinceSaid && asked.names.some((name) => isAllOf(name, context.found()))) return false;
  return !scope.provinces.map(fold).some((province) => {
    // "HTX Bình Thuận" of another province is named like one.
    const named = `hop tac xa ${province} `;
    const isCooperative = said.includes(named) && !said.includes(`minh ${named}`);
    return told.includes(province) || (isCooperative && context.found().words().includes(named));
  });
}

/** A name longer than a district's is one of its own: "Artemia Vĩnh Châu" need not be in Vĩnh Châu. */
const OWN_NAME_MIN = 3;

function isAllOf(name: AskedName, { words }: FoundDocument): boolean {
  if (name.length < OWN_NAME_MIN) return false;
  return words().includes(` ${name.map(({ folded }) => folded).join(' ')} `);
}

/** True when the holder of an office is asked for and nobody is named; a law says how it is filled, not by whom. */
function lacksHolder({ question, scope }: RuleOut, glance: Glance, features: Features): boolean {
  if (!ASKS_FOR_HOLDER.test(fold(question.text))) return false;
  if (features.titleMissing > 0) return true;
  const { text } = glance.statement;
  return features.legal === 1 && scope.sourceWanted > HOLDER_WANTED && !PERSON_NAME.test(text);
}

/** Of 339 right answers of the news the document said all but 44 % of the question at worst; see the README. */
const UNTOLD_MAX = 0.5;

/** "Đã thành lập bao nhiêu HTX rồi" is not answered by a plan. */
const HAS_BEEN = /\b(?:da|roi)\b/;

/** What rules out a statement of an article only: laws name no cooperative and no year of their own. */
function tellsOtherThings(rules: RuleOut, glance: Glance, features: Features): boolean {
  const { question, asked } = rules;
  const { statement, context } = glance;
  return (
    features.nameMissing === 1 ||
    features.untold >= UNTOLD_MAX ||
    (features.noDate > 0 && question.intent.wanted.every((kind) => kind === 'date')) ||
    lacksQuantity(asked, glance) ||
    (features.planned > 0 &&
      asked.quantity?.kind === 'count' &&
      HAS_BEEN.test(fold(question.text))) ||
    isOfOtherOrganisation(question, features) ||
    isOfOtherTime(question, asked.quantity, glance, features) ||
    (asked.series.size > 0 && tellsOfAnother(asked.series, context.found().series())) ||
    lacksPerson(rules, glance) ||
    asked.matters.some((isTold) => !isTold(statement.text, told(statement))) ||
    isOfTheCountry(rules, statement.text) ||
    definesNothing(question, statement.text)
  );
}

/** What a statement is understood from: the text before it and its opening line. */
function told({ before, leadIn }: Statement): string {
  return `${before} ${leadIn}`;
}

/** True when the statement under its opening line does not hold the quantity asked for. */
function lacksQuantity({ quantity }: Asked, { statement, context }: Glance): boolean {
  if (!quantity) return false;
  const { leadIn, text } = statement;
  if (leadIn === '') return !holdsQuantity(quantity, text, context.read(text));
  const under = `${leadIn} ${text}`;
  return !holdsQuantity(quantity, under, context.read(under));
}

/** True when a figure, a day or a holder of an office is asked of one body and the statement names others only. */
function isOfOtherOrganisation(
  { intent, text }: QuestionReading,
  { organisationOther }: Features,
): boolean {
  if (organisationOther < 1) return false;
  return OF_A_TIME.has(intent.wanted[0]!) || ASKS_FOR_HOLDER.test(fold(text));
}

/** True when the statement itself or, where it is silent, its passage and document are of other years. */
function isOfOtherTime(
  { years, intent }: QuestionReading,
  quantity: Asked['quantity'],
  { statement, context }: Glance,
  { timeOther, timeNowhere }: Features,
): boolean {
  if (!OF_A_TIME.has(intent.wanted[0]!) && !quantity) return false;
  const isOther = tellsOfOtherYears(years, statement.text);
  if (isOther && intent.wanted[0] !== 'date') return true;
  if (isOther || timeOther === 0) return timeOther > 0;
  const { document, passage } = context.retrieved;
  const isDated = document.metadata.publishedOn !== undefined;
  return timeNowhere > 0 && (isDated || tellsOfOtherYears(years, passage.text));
}

/** True when the question asks what office a person holds and the statement is of somebody else. */
function lacksPerson({ question, asked }: RuleOut, { statement }: Glance): boolean {
  const [person] = asked.names;
  if (question.intent.wanted[0] !== 'role' || !person || person.length < 2) return false;
  const text = `${statement.before} ${statement.text}`;
  return !fold(text).includes(person.map(({ folded }) => folded).join(' '));
}

const BARE_DEFINITION =
  /^(?:(?:cho (?:toi |minh |em )?hoi|the nao la|khai niem|dinh nghia) )*([a-z0-9]+(?: [a-z0-9]+){0,3}?)(?: (?:co )?(?:nghia )?la (?:gi|j|the nao|viet tat cua (?:tu )?gi)| nghia la (?:gi|sao))$/;

/** True when only a definition is asked for, "OCOP là gì", and the statement says neither "OCOP là" nor "OCOP (…)". */
function definesNothing({ intent, text }: QuestionReading, told: string): boolean {
  if (intent.wanted[0] !== 'definition') return false;
  const asked = foldedSyllables(text)
    .join(' ')
    .replace(/(?: (?:vay|the|a|ad|z|v|nhi|ha))+$/, '');
  const defined = BARE_DEFINITION.exec(asked)?.[1];
  if (defined === undefined) return false;
  const written = fold(told).replace(/\s+/g, ' ');
  return !new RegExp(
    `\\b${defined} (?:la\\b|\\(|[-–] )|\\(${defined}\\)|\\b${defined} duoc hieu`,
  ).test(written);
}

/** True when a figure of a province is asked for and the statement is of the whole country. */
function isOfTheCountry({ question, scope: { provinces } }: RuleOut, text: string): boolean {
  if (provinces.length === 0 || !OF_A_TIME.has(question.intent.wanted[0]!)) return false;
  const told = fold(text);
  return (
    /\b(?:ca nuoc|toan quoc)\b/.test(told) &&
    !provinces.some((province) => told.includes(fold(province)))
  );
}
