/**
 * Which words a number belongs to. Where evidence gives several numbers of one unit ("30% … hợp tác
 * xã và 40% … liên hiệp hợp tác xã"), a claim with one of them must speak of what stands around it
 * there, not of what stands around another.
 */
import { type Quantity, quantities, sharesValue } from './support-quantities.ts';
import type { Token } from './support-reading.ts';
import { isContentWord } from './support-words.ts';

/** Kinds of organisation that share syllables and differ in law; longest first. */
const KINDS = [
  'liên hiệp hợp tác xã',
  'liên minh hợp tác xã',
  'tổ hợp tác',
  'hợp tác xã',
  'doanh nghiệp',
  'thành viên chính thức',
  'thành viên liên kết',
].map((phrase) => phrase.split(' '));
const KIND_WEIGHT = 2;
/** Two syllables make a word; one shared syllable is chance. */
const RIVAL_WEIGHT_MIN = 2;

interface Context {
  quantity: Quantity;
  words: Set<string>;
}

/** The numbers of a claim that it gives to what the evidence gives another number. */
export function misplacedNumbers(
  claim: readonly Token[],
  evidence: readonly (readonly Token[])[],
): string[] {
  const said = quantities(claim).filter((quantity) => !quantity.isWeak);
  if (said.length === 0) return [];
  const contexts = evidence.flatMap(contextsOf);
  const words = contentWords(claim);
  return said.flatMap((quantity) => {
    const own = contexts.filter((context) => sharesValue(quantity, context.quantity));
    const rivals = contexts.filter(
      ({ quantity: other }) =>
        other.unit === quantity.unit && !said.some((each) => sharesValue(each, other)),
    );
    const isMisplaced = own.length > 0 && rivals.some((rival) => speaksOf(words, rival, own));
    return isMisplaced ? [`${quantity.raw} ${quantity.unit ?? ''}`.trim()] : [];
  });
}

/** Whether words fit a rival's context where it differs from a number's own contexts, and none of these. */
function speaksOf(words: ReadonlySet<string>, rival: Context, own: readonly Context[]): boolean {
  const ownWords = new Set(own.flatMap((context) => [...context.words]));
  const distinguishing = [...ownWords].filter((word) => !rival.words.has(word));
  if (distinguishing.length === 0 || distinguishing.some((word) => words.has(word))) return false;
  const shared = [...rival.words].filter((word) => !ownWords.has(word) && words.has(word));
  const weight = shared.reduce((sum, word) => sum + (word.includes('_') ? KIND_WEIGHT : 1), 0);
  return weight >= RIVAL_WEIGHT_MIN;
}

/** The stretches of a text that hold one number each; clauses without a number go to the next. */
function contextsOf(tokens: readonly Token[]): Context[] {
  const found: Context[] = [];
  let open: Token[] = [];
  const close = () => {
    const inside = quantities(open).filter((quantity) => !quantity.isWeak);
    if (inside.length === 0) return;
    if (inside.length === 1) found.push({ quantity: inside[0]!, words: contentWords(open) });
    open = [];
  };
  for (const token of tokens) {
    const isBorder = /[,.;:()\n]/.test(token.gap) || (token.kind === 'word' && token.text === 'và');
    if (isBorder) close();
    open.push(token);
  }
  close();
  return found;
}

/** The content words of tokens, each kind of organisation as one. */
function contentWords(tokens: readonly Token[]): Set<string> {
  const texts = tokens.map((token) => (token.kind === 'word' ? token.text : ''));
  const words = new Set<string>();
  for (let i = 0; i < texts.length; ) {
    const kind = KINDS.find((phrase) => phrase.every((word, k) => texts[i + k] === word));
    if (kind) words.add(kind.join('_'));
    else if (texts[i] !== '' && isContentWord(texts[i]!)) words.add(texts[i]!);
    i += kind?.length ?? 1;
  }
  return words;
}
