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

const KNOWN_NAMES: ReadonlySet<string> = new Set(Object.values(NAMES).flat());

/** Splits a Markdown text. What stands between the rules and declares nothing counts as text. */
export function splitFrontMatter(text: string): { declared: DeclaredMetadata; body: string } {
  const match = FRONT_MATTER.exec(text);
  if (!match || match[0].length > FRONT_MATTER_CHARACTERS_MAX) return { declared: {}, body: text };
  const fields = mappingOf(match[1]!) ?? fieldsByLine(match[1]!);
  return fields
    ? { declared: declaredFrom(fields), body: text.slice(match[0].length) }
    : { declared: {}, body: text };
}

/** Undefined for what is no YAML mapping. */
function mappingOf(block: string): object | undefined {
  try {
    const fields: unknown = parse(block, { maxAliasCount: YAML_ALIASES_MAX, schema: 'failsafe' });
    const isMapping = typeof fields === 'object' && fields !== null && !Array.isArray(fields);
    return isMapping ? fields : undefined;
  } catch {
    return undefined;
  }
}

const LINE = /^\s*(["']?)([\p{L}_][\p{L}_ ]{0,40})\1\s*:\s*(.*)$/u;
/** An alias, a list, a block: not what a person means word for word. */
const YAML_SIGN = /^[*&[{|>!]/;
const QUOTES = /^["'“]+|["'”]+$/g;

/**
 * "title: Hội nghị: sinh hoạt" is no YAML, but clear, and an article marked as internal must not
 * become public for a forgotten quotation mark. Undefined when no line declares what is known.
 */
function fieldsByLine(block: string): object | undefined {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const [, , name = '', value = ''] = LINE.exec(line) ?? [];
    const key = name.trim().toLowerCase();
    const isClear = KNOWN_NAMES.has(key) && value !== '' && !YAML_SIGN.test(value);
    if (isClear && !fields.has(key)) fields.set(key, value.trim().replace(QUOTES, ''));
  }
  return fields.size > 0 ? Object.fromEntries(fields) : undefined;
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
