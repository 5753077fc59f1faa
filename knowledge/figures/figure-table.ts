/**
 * One figure over documents and dates: the stored rows of the quantity that fits best what was
 * asked, each with the day it held and the documents that give it, oldest first.
 */
import type { FactsStore, Stored } from '../facts/lookup.ts';
import type { FigureFact } from '../facts/schemas.ts';
import { searchKey } from '../facts/search-key.ts';
import type { FigureQuestion } from './figure-question.ts';

export type StoredFigure = Stored<FigureFact>;

export interface FigureRow {
  /** The rows that say the same; the first stands for them. */
  figures: StoredFigure[];
}

export interface FigureTable {
  /** As the sources call it: "HTX". */
  quantity: string;
  rows: FigureRow[];
}

/** Rows looked through, the newest first. */
const ROWS_MAX = 500;
/** Share of words that asked and stored quantity must have in common. */
const ALIKE_MIN = 0.6;
/** Likeness of a measure whose whole name the question says, among other words. */
const NAMED = 0.7;
/** Says whose members are counted, which is a column of its own. */
const OF_ALLIANCE = /\b(?:don vi(?= thanh vien)|lien minh(?: htx)?)\b/g;
/** A count far below another of the same document is of a part ("40 HTX" that came), not the total. */
const TOTAL_SHARE = 0.5;

/** Undefined when no stored quantity is like the asked one. */
export function figureTable(
  asked: FigureQuestion,
  facts: Pick<FactsStore, 'figures'>,
  scope: { mayReadInternal: boolean },
): FigureTable | undefined {
  if (asked.quantity === '') return undefined;
  const fitting = rowsFor(asked, facts, scope);
  const scored = fitting.map((row) => ({ row, score: alike(asked, row) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best < ALIKE_MIN) return undefined;
  const group = scored.filter(({ score }) => score === best).map(({ row }) => row);
  const key = searchKey(group[0]!.quantity); // the best score was one of a row
  const rows = totalsOnly(group.filter(({ quantity }) => searchKey(quantity) === key));
  return { quantity: group[0]!.quantity, rows: inTime(merged(rows)) };
}

function rowsFor(
  { places, wholeCountry, time }: FigureQuestion,
  facts: Pick<FactsStore, 'figures'>,
  scope: { mayReadInternal: boolean },
): StoredFigure[] {
  const query = { ...scope, isTarget: false, limit: ROWS_MAX };
  const rows =
    places.length === 0
      ? facts.figures(query)
      : places.flatMap(({ province, district }) =>
          facts.figures(
            district === undefined ? { ...query, province } : { ...query, place: district },
          ),
        );
  const ofWhole = rows.filter(({ area }) =>
    wholeCountry ? area === 'cả nước' : area === undefined,
  );
  const asksPart = places.some(({ district }) => district !== undefined);
  const inPlace = asksPart || (ofWhole.length === 0 && places.length > 0) ? rows : ofWhole;
  return inPlace.filter(
    ({ asOf, percentOfPlan, quantity, unit }) =>
      // "89/50 THT, đạt 178 %" says what was done of a plan, not how many there are.
      !(percentOfPlan !== undefined && searchKey(quantity) === searchKey(unit)) &&
      (time.from === undefined || (asOf ?? '') >= time.from) &&
      (time.to === undefined || (asOf !== undefined && asOf <= time.to)),
  );
}

/** Jaccard share of the words; a count of an alliance's members is preferred where one is asked for. */
function alike({ quantity, countsMembers }: FigureQuestion, row: StoredFigure): number {
  const own = new Set(searchKey(row.quantity).replace(OF_ALLIANCE, ' ').trim().split(' '));
  const asked = new Set(quantity.split(' '));
  const shared = [...asked].filter((word) => own.has(word)).length;
  const jaccard = shared / new Set([...own, ...asked]).size;
  // "vốn điều lệ quỹ hỗ trợ": a measure is met by its name; of a count more words mean another count.
  const isMeasure = !row.quantity.startsWith(row.unit) && !row.countsMembers;
  const likeness = isMeasure && shared === own.size && own.size > 1 ? NAMED : jaccard;
  return row.countsMembers === countsMembers ? Math.max(likeness, jaccard) : jaccard * 0.8;
}

function totalsOnly(rows: readonly StoredFigure[]): StoredFigure[] {
  return rows.filter(
    (row) =>
      !rows.some(
        (other) =>
          other.documentId === row.documentId &&
          daysBetween(other.asOf, row.asOf) <= SAME_TIME_DAYS &&
          other.province === row.province &&
          other.area === row.area &&
          row.value < TOTAL_SHARE * other.value,
      ),
  );
}

/** Values of one report this near to one another are of one time. */
const SAME_TIME_DAYS = 92;
const DAY_MS = 86_400_000;

function daysBetween(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return Number.POSITIVE_INFINITY;
  return Math.abs(Date.parse(a) - Date.parse(b)) / DAY_MS;
}

function merged(rows: readonly StoredFigure[]): FigureRow[] {
  const same = new Map<string, StoredFigure[]>();
  for (const row of rows) {
    const key = [row.province, row.area, row.asOf, row.value, row.valueMax].join('|');
    same.set(key, [...(same.get(key) ?? []), row]);
  }
  return [...same.values()].map((figures) => ({ figures }));
}

/** Place by place, each oldest first; what has no day comes last. */
function inTime(rows: readonly FigureRow[]): FigureRow[] {
  const order = ({ figures: [first] }: FigureRow) =>
    `${first?.province ?? '~'} ${first?.area ?? ''} ${first?.asOf ?? '9999'}`;
  return [...rows].sort((a, b) => order(a).localeCompare(order(b), 'vi'));
}
