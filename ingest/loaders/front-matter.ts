/**
 * YAML front matter: "---", a mapping, "---" at the very start of a Markdown file. What it declares
 * is kept under the corpus's own names, from the names people and site generators use.
 */
import { parse } from 'yaml';
import type { DeclaredMetadata } from '../loaded-page.ts';
import { oneLine } from './blocks.ts';

const FRONT_MATTER = /^\ufeff?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;
// Front matter is a few lines; more is a file that merely starts with a rule.
const FRONT_MATTER_CHARACTERS_MAX = 20_000;
const YAML_ALIASES_MAX = 10;

const NAMES: Record<keyof DeclaredMetadata, readonly string[]> = {
  title: ['title', 'tieu_de', 'tiêu đề'],
  publishedOn: ['date', 'published', 'publishedon', 'published_on', 'pubdate', 'ngay', 'ngày'],
  author: ['author', 'authors', 'tac_gia', 'tác giả'],
  organisation: ['organisation', 'organization', 'to_chuc', 'tổ chức'],
  sourceUrl: ['source', 'url', 'link', 'canonical', 'source_url', 'nguon', 'nguồn'],
  siteName: ['site', 'site_name', 'publisher'],
  number: ['number', 'so_hieu', 'số hiệu'],
  issuer: ['issuer', 'co_quan', 'cơ quan ban hành'],
  issuedOn: ['issued', 'issued_on', 'issuedon', 'ngay_ban_hanh', 'ngày ban hành'],
  effectiveOn: ['effective', 'effective_on', 'effectiveon', 'ngay_hieu_luc', 'ngày hiệu lực'],
  visibility: ['visibility'],
};

/** Splits a Markdown text. Front matter that is not a YAML mapping counts as text. */
export function splitFrontMatter(text: string): { declared: DeclaredMetadata; body: string } {
  const match = FRONT_MATTER.exec(text);
  if (!match || match[0].length > FRONT_MATTER_CHARACTERS_MAX) return { declared: {}, body: text };
  let fields: unknown;
  try {
    fields = parse(match[1]!, { maxAliasCount: YAML_ALIASES_MAX, schema: 'failsafe' });
  } catch {
    return { declared: {}, body: text }; // Not YAML: a text that happens to stand between two rules.
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return { declared: {}, body: text };
  }
  return { declared: declaredFrom(fields), body: text.slice(match[0].length) };
}

function declaredFrom(fields: object): DeclaredMetadata {
  const byName = new Map(
    Object.entries(fields).map(([name, value]) => [name.trim().toLowerCase(), value]),
  );
  const declared: DeclaredMetadata = {};
  for (const [key, names] of Object.entries(NAMES)) {
    const value = names.map((name) => asText(byName.get(name))).find((text) => text !== '');
    // Object.entries loses the key type; NAMES has exactly the keys of DeclaredMetadata.
    if (value !== undefined) declared[key as keyof DeclaredMetadata] = value;
  }
  return declared;
}

function asText(value: unknown): string {
  if (typeof value === 'string') return oneLine(value);
  if (Array.isArray(value)) return value.map(asText).filter(Boolean).join(', ');
  return '';
}
