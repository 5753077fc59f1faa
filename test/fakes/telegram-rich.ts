/**
 * Rich messages as the Bot API takes them: exactly one of html, markdown and blocks (the fake knows
 * blocks), the limits on text, blocks and nesting, and no link to a reference that is not there.
 */
import { badRequest } from './telegram-refusal.ts';

const TEXT_MAX = 32_768;
const BLOCKS_MAX = 500;
const NESTING_MAX = 16;
const BLOCK_TYPES = new Set([
  'paragraph',
  'heading',
  'pre',
  'footer',
  'divider',
  'anchor',
  'list',
  'blockquote',
  'expandable_blockquote',
  'details',
]);
const TEXT_TYPES = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'code',
  'url',
  'anchor',
  'anchor_link',
  'reference',
  'reference_link',
]);

type Node = Record<string, unknown>;

export interface RichContent {
  rich: { blocks: Node[] };
}

/** What is stored of a rich message, or a 400 with the reason. */
export function checkedRich(message: Node | undefined): RichContent {
  const forms = ['html', 'markdown', 'blocks'].filter((form) => message?.[form] !== undefined);
  if (forms.length !== 1) throw badRequest('exactly one of html, markdown, blocks must be used');
  const blocks = message?.blocks;
  if (!Array.isArray(blocks) || blocks.length === 0) throw badRequest('rich message is empty');
  const seen = { blocks: 0, names: new Set<string>(), links: new Set<string>() };
  for (const block of blocks) check(block, 1, seen);
  if (seen.blocks > BLOCKS_MAX) throw badRequest('RICH_MESSAGE_BLOCKS_TOO_MUCH');
  if (richText({ blocks }).length > TEXT_MAX) throw badRequest('message is too long');
  for (const link of seen.links) {
    if (!seen.names.has(link)) throw badRequest('RICH_MESSAGE_REFERENCE_INVALID');
  }
  return { rich: { blocks } };
}

/** The words of a rich message as a person reads them, a line for each block. */
export function richText({ blocks }: { blocks: Node[] }): string {
  return blocks.map((block) => textOf(block)).join('\n');
}

function check(
  node: unknown,
  depth: number,
  seen: { blocks: number; names: Set<string>; links: Set<string> },
): void {
  if (depth > NESTING_MAX) throw badRequest('RICH_MESSAGE_NESTING_TOO_DEEP');
  if (typeof node === 'string') return;
  if (Array.isArray(node)) {
    for (const each of node) check(each, depth, seen);
    return;
  }
  const { type, text, blocks, items, summary, credit, url, name, reference_name } = node as Node;
  if (BLOCK_TYPES.has(String(type))) seen.blocks += 1;
  else if (!TEXT_TYPES.has(String(type))) throw badRequest(`can't parse block of type ${type}`);
  if (type === 'url' && !URL.canParse(String(url))) throw badRequest('URL_INVALID');
  if (type === 'reference') seen.names.add(String(name));
  if (type === 'reference_link') seen.links.add(String(reference_name));
  for (const inner of [text, blocks, items, summary, credit]) {
    if (inner !== undefined) check(inner, depth + 1, seen);
  }
}

function textOf(node: unknown): string {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return node.map(textOf).join('');
  const { text, blocks, items, summary } = (node ?? {}) as Node;
  return [summary, text, blocks, items]
    .map((inner) => (inner === undefined ? '' : textOf(inner)))
    .join('');
}
