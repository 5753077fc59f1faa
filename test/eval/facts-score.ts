/**
 * Compares extracted facts with a gold table, kind by kind. An extracted fact is right when a gold
 * row of its kind has no value that the fact lacks; each row and each fact counts once.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractFacts } from '../../ingest/facts/extract.ts';
import { load } from '../../ingest/loaders/load.ts';
import { understand } from '../../ingest/understand.ts';
import type { EventFact, Fact } from '../../knowledge/facts/schemas.ts';
import { searchKey } from '../../knowledge/facts/search-key.ts';
import { type FactKind, type GoldFact, goldFacts } from '../facts-gold.ts';

export interface KindScore {
  kind: FactKind | 'all';
  /** Gold rows that had to be found, and those found. */
  wanted: number;
  found: number;
  /** Extracted facts, and those that a gold row bears out. */
  extracted: number;
  right: number;
}

export interface FactsScore {
  kinds: KindScore[];
  all: KindScore;
  /** "article kind: values" of rows not found, and of facts no row bears out. */
  missed: string[];
  wrong: string[];
}

/** Extracts from the articles of the gold table in `folder` and scores. */
export async function scoreFacts(folder: string): Promise<FactsScore> {
  const scores = new Map<FactKind, KindScore>();
  const missed: string[] = [];
  const wrong: string[] = [];
  for (const [article, gold] of goldFacts()) {
    const atoms = await extractedAtoms(join(folder, article), article);
    const match = matchUp(gold, atoms);
    for (const { kind } of [...gold, ...atoms]) {
      if (!scores.has(kind))
        scores.set(kind, { kind, wanted: 0, found: 0, extracted: 0, right: 0 });
    }
    for (const row of gold) {
      const score = scores.get(row.kind)!;
      const isFound = match.has(row);
      if (row.may) continue;
      score.wanted += 1;
      if (isFound) score.found += 1;
      else missed.push(`${article.slice(0, 3)} ${row.kind}: ${row.values.join('; ')}`);
    }
    const borneOut = new Set(match.values());
    for (const atom of atoms) {
      const score = scores.get(atom.kind)!;
      score.extracted += 1;
      if (borneOut.has(atom)) score.right += 1;
      else wrong.push(`${article.slice(0, 3)} ${atom.kind}: ${atom.text}`);
    }
  }
  const kinds = [...scores.values()];
  return { kinds, all: kinds.reduce(add, none()), missed, wrong };
}

function none(): KindScore {
  return { kind: 'all', wanted: 0, found: 0, extracted: 0, right: 0 };
}

function add(sum: KindScore, score: KindScore): KindScore {
  return {
    kind: 'all',
    wanted: sum.wanted + score.wanted,
    found: sum.found + score.found,
    extracted: sum.extracted + score.extracted,
    right: sum.right + score.right,
  };
}

/** One value of a fact that can be right or wrong by itself: the day of an event, one speaker, one figure. */
interface Atom {
  kind: FactKind;
  text: string;
}

/** The fullest rows choose first, so that a short one does not take the only fact that bears them out. */
function matchUp(gold: readonly GoldFact[], atoms: readonly Atom[]): Map<GoldFact, Atom> {
  const match = new Map<GoldFact, Atom>();
  const taken = new Set<Atom>();
  const byNeed = [...gold].sort((a, b) => b.values.join('').length - a.values.join('').length);
  for (const row of byNeed) {
    const atom = atoms.find((candidate) => !taken.has(candidate) && bearsOut(candidate, row));
    if (!atom) continue;
    taken.add(atom);
    match.set(row, atom);
  }
  return match;
}

function bearsOut(atom: Atom, row: GoldFact): boolean {
  const text = ` ${searchKey(atom.text)} `;
  return (
    atom.kind === row.kind && row.values.every((value) => text.includes(` ${searchKey(value)} `))
  );
}

async function extractedAtoms(path: string, name: string): Promise<Atom[]> {
  const loaded = await load({ bytes: readFileSync(path), name });
  if (loaded.kind !== 'page') throw new Error(`${name} is not a page.`);
  return extractFacts(understand(loaded.page)).flatMap(atomsOf);
}

function atomsOf(fact: Fact): Atom[] {
  if (fact.fact === 'event') return eventAtoms(fact);
  const { fact: kind, evidence: _, ...values } = fact;
  return [{ kind, text: said(Object.values(values).flat()) }];
}

function eventAtoms(event: EventFact): Atom[] {
  const { title, kinds, startsOn, endsOn, place, province, organiser, people, items } = event;
  const atoms: Atom[] = [
    { kind: 'title', text: title },
    ...kinds.map((kind) => ({ kind: 'kind' as const, text: kind })),
    ...people.map(({ role, name, title: office, organisation }) => ({
      kind: role,
      text: said([name, office, organisation]),
    })),
    ...items.map(({ kind, text, count, giver, recipient }) => ({
      kind,
      text: said([text, count, giver, recipient]),
    })),
  ];
  if (startsOn) atoms.push({ kind: 'date', text: said([startsOn, endsOn]) });
  if (place) atoms.push({ kind: 'place', text: said([place, province]) });
  if (organiser) atoms.push({ kind: 'organiser', text: organiser });
  return atoms;
}

function said(values: readonly unknown[]): string {
  return values.filter((value) => value !== undefined && value !== false).join(' | ');
}
