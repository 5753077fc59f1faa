/**
 * Whether a statement says who holds the office that a question asks for: the title and a personal
 * name in one clause, and behind the title the body the question names. "Phó Chủ tịch" is no
 * "Chủ tịch", and the chairman of a people's committee none of an alliance.
 */
import { fold } from '../text/normalise.ts';
import { foldedSyllables } from '../text/tokens.ts';
import { PERSON_NAME } from './answer-kinds.ts';

// Longer titles first: the first that matches is the one asked for.
const TITLES: readonly string[] = [
  'pho chu tich thuong truc',
  'pho chu tich',
  'pho tong giam doc',
  'tong giam doc',
  'pho giam doc',
  'pho truong ban',
  'truong ban kiem soat',
  'pho bi thu',
  'ke toan truong',
  'pho truong phong',
  'pho thu tuong',
  'kiem soat vien',
  'chu tich',
  'giam doc',
  'chu nhiem',
  'truong ban',
  'truong phong',
  'bi thu',
  'thu tuong',
  'bo truong',
  'thu truong',
  'vien truong',
  'to truong',
];
/** Syllables behind a title that say of which body it is. */
const BODY_SYLLABLES = 6;

export interface AskedTitle {
  title: string;
  /** Folded syllables of the question behind the title. */
  body: readonly string[];
}

/** The office whose holder a question asks for; undefined when it names none. */
export function askedTitle(expandedQuestion: string): AskedTitle | undefined {
  const text = ` ${foldedSyllables(expandedQuestion).join(' ')} `;
  const said = TITLES.find((one) => text.includes(` ${one} `)) ?? HEAD_OF_ALLIANCE.exec(text)?.[1];
  if (!said) return undefined;
  const behind = text.slice(text.indexOf(` ${said} `) + said.length + 2).trim();
  const title = TITLES.includes(said) ? said : 'chu tich';
  return { title, body: behind.split(' ').slice(0, BODY_SYLLABLES) };
}

/** "Ai đứng đầu Liên minh …" asks for its chairman. */
const HEAD_OF_ALLIANCE =
  /\b(dung dau|cam trich|cam dau|lam sep|lam thu linh)(?: [a-z]+){0,2}(?= (?:lien minh|hoi)\b)/;

/** 0 no holder of the title is named, 0.5 one of some body, up to 1 one of the body asked for. */
export function titleFit({ title, body }: AskedTitle, statement: string): number {
  let best = 0;
  for (const clause of statement.split(/;|\.\s|\n/)) {
    const folded = fold(clause).replace(/[^a-z0-9]+/g, ' ');
    if (!PERSON_NAME.test(clause)) continue;
    for (const { index } of folded.matchAll(standsAlone(title))) {
      const behind = folded
        .slice(index + title.length)
        .trim()
        .split(' ')
        .slice(0, 2 * BODY_SYLLABLES);
      if (isOtherKind(body, behind) || isOfWholeCountry(body, behind)) continue;
      const same = body.filter((syllable) => behind.includes(syllable)).length;
      best = Math.max(best, 0.5 + (body.length === 0 ? 0.5 : (0.5 * same) / body.length));
    }
  }
  return best;
}

// What a body begins with, folded; a board or council may be of any of them.
const KINDS_OF_BODIES: readonly RegExp[] = [
  /^(?:uy ban nhan dan|ubnd|tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|thi tran) /,
  /^(?:lien minh|lmhtx) /,
  /^hoi (?!dong )/,
  /^so /,
  /^(?:hop tac xa|htx) /,
  /^quy /,
  /^cong ty /,
];

/** "Chủ tịch huyện An Dương" is not told by "Chủ tịch Liên minh HTX thành phố". */
function isOtherKind(asked: readonly string[], told: readonly string[]): boolean {
  const [own, other] = [asked, told].map((body) =>
    KINDS_OF_BODIES.findIndex((kind) => kind.test(`${body.join(' ')} `)),
  );
  return own !== -1 && other !== -1 && own !== other;
}

const ALLIANCE = /^lien minh (?:hop tac xa |htx )?/;
// The body asked for may be cut in the middle of "Việt Nam".
const OF_COUNTRY = /^lien minh (?:hop tac xa |htx )?viet\b/;
/** What may stand behind an alliance of no place. */
const NO_PLACE = /^(?:la|ai|ten|hien|nay|hom|bay|gio|do|nam|o|co|duoc|va|hay)?$/;

/** The chairman of the country's alliance is none of a province's. */
function isOfWholeCountry(asked: readonly string[], told: readonly string[]): boolean {
  const own = asked.join(' ');
  if (!ALLIANCE.test(own) || OF_COUNTRY.test(own) || !OF_COUNTRY.test(told.join(' '))) return false;
  return !NO_PLACE.test(own.replace(ALLIANCE, '').split(' ')[0] ?? '');
}

/** The title by itself, not as part of a longer one. */
function standsAlone(title: string): RegExp {
  return new RegExp(`(?<!pho |pho tong |nguyen )\\b${title}\\b`, 'g');
}
