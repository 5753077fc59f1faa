/**
 * Whose figure it is: the last alliance or named unit before the number in its sentence; in a text
 * about one cooperative, that cooperative ("HTX có 45 lao động"), unless what is counted are
 * cooperatives.
 */
import type { FigureFact } from '../../knowledge/facts/schemas.ts';
import type { Measured } from './counts.ts';
import type { NumberMention } from './numbers.ts';
import { matchOrganisation, properName } from './organisations.ts';
import type { Reading, ReadSentence } from './reading.ts';
import { readUnits } from './units.ts';
import { readWords } from './words.ts';

export interface FigureOwner {
  of(
    sentence: ReadSentence,
    number: NumberMention,
    measured: Measured,
  ): Pick<FigureFact, 'organisation' | 'province'>;
}

export function figureOwner(reading: Reading): FigureOwner {
  const hero = heroOf(reading);
  const byStart = new Map<number, Owner[]>();
  const ownersIn = (sentence: ReadSentence): Owner[] => {
    const known = byStart.get(sentence.start) ?? ownersOf(sentence);
    byStart.set(sentence.start, known);
    return known;
  };
  return {
    of(sentence, number, measured) {
      const owner = ownersIn(sentence)
        .filter(({ end }) => end <= number.start)
        .at(-1);
      const { province, home } = reading;
      const isHeroHere = hero !== undefined && home === undefined && province !== undefined;
      if (owner) return { organisation: owner.name, ...(isHeroHere && { province }) };
      const isOfHero = hero !== undefined && canBeOfUnit(sentence.text, measured);
      if (!isOfHero) return {};
      return { organisation: hero, ...(province !== undefined && { province }) };
    },
  };
}

interface Owner {
  name: string;
  end: number;
}

function ownersOf({ text, persons: personsOf }: ReadSentence): Owner[] {
  const words = readWords(text);
  const persons = personsOf();
  const owners: Owner[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const organisation = matchOrganisation(words, at);
    if (!organisation || organisation.sort === 'body') continue;
    const isUnit =
      organisation.sort === 'unit' &&
      organisation.isNamed &&
      properName(words, organisation) !== undefined;
    const isOne = organisation.sort === 'alliance' || isUnit;
    const end = words[organisation.to - 1]!.end;
    // Whose vice chair spoke or came is not whose figure it is.
    const start = words[at]!.start;
    const isOfPerson =
      !isUnit && persons.some((person) => start >= person.start && end <= person.end);
    const isPartner = /^(?:với|cho|từ|bởi|cùng)$/.test(words[at - 1]?.key ?? '');
    if (isOne && !isOfPerson && !isPartner && words[at - 1]?.key !== 'luật') {
      owners.push({ name: text.slice(start, end), end });
    }
    at = organisation.to - 1;
  }
  return owners;
}

const OPENING_SENTENCES = 4;

/** The one cooperative or company a feature is about: named in the title, or alone in the opening. */
function heroOf(reading: Reading): string | undefined {
  const [titled, second] = readUnits(reading.draft.title);
  if (titled) return second ? undefined : titled.name;
  if (reading.home !== undefined) return undefined;
  const opening = reading.sentences
    .slice(0, OPENING_SENTENCES)
    .flatMap(({ text }) => readUnits(text));
  const names = new Set(opening.map(({ proper }) => proper));
  return names.size === 1 ? opening[0]?.name : undefined;
}

const OF_AN_AREA =
  /gia đình|hộ (?:ông|bà|anh|chị)|toàn (?:tỉnh|huyện|thành phố|xã|quốc|vùng|ngành)|cả nước|trên địa bàn|UBND|Liên minh/iu;

function canBeOfUnit(text: string, { noun }: Measured): boolean {
  return !OF_AN_AREA.test(text) && !/^(?:HTX|hợp tác xã|THT|tổ hợp tác|liên hiệp)/iu.test(noun);
}
