/**
 * Things that exclude each other and are ruled side by side in nearly the same words: the first and
 * the second meeting, raising and lowering capital, dividing and merging. A rule for one is no
 * answer about the other.
 */
import type { QuestionReading } from '../question/question.ts';
import { foldedSyllables } from '../text/tokens.ts';

/** Each set lists its members; a member lists its wordings, folded and between spaces when compared. */
const OPPOSITES: readonly (readonly (readonly string[])[])[] = [
  [
    ['lan thu nhat', 'lan dau', 'lan 1', 'lan mot'],
    ['lan thu hai', 'lan hai', 'lan 2'],
    ['lan thu ba', 'lan ba', 'lan 3'],
  ],
  [
    ['von dieu le tang', 'tang von', 'tang'],
    ['von dieu le giam', 'giam von', 'giam'],
  ],
  [
    ['toi da', 'nhieu nhat'],
    ['toi thieu', 'it nhat'],
  ],
  [['trung uong'], ['dia phuong', 'cap tinh']],
  [['quan tri day du'], ['quan tri rut gon']],
  [['lien ket khong gop von', 'khong gop von'], ['lien ket gop von'], ['thanh vien chinh thuc']],
  [['tu nguyen'], ['bat buoc']],
  [['noi bo'], ['ben ngoai']],
  [['chia'], ['tach'], ['hop nhat'], ['sap nhap']],
  [['giai the'], ['pha san'], ['thanh lap']],
  [['tam ngung'], ['cham dut'], ['tiep tuc']],
  [['thu hoi'], ['cap lai'], ['cap doi']],
  [['trong nuoc'], ['nuoc ngoai']],
  [['loai a'], ['loai b'], ['loai c']],
  [['sieu nho'], ['quy mo nho'], ['quy mo vua'], ['quy mo lon']],
  [['mien nhiem', 'bai nhiem'], ['bau']],
  [['thanh vien hoi dong quan tri'], ['kiem soat vien', 'ban kiem soat'], ['giam doc']],
  [['quyen sau day', 'co quyen'], ['nghia vu']],
];

const asked = new WeakMap<QuestionReading, readonly (readonly boolean[])[]>();

/** Per set, which members the question names; looked up once for a question. */
function sidesOf(question: QuestionReading): readonly (readonly boolean[])[] {
  let sides = asked.get(question);
  if (!sides) {
    const text = foldedSyllables(question.expanded).join(' ');
    sides = OPPOSITES.map((members) => sidesIn(members, ` ${text} `));
    asked.set(question, sides);
  }
  return sides;
}

function sidesIn(members: readonly (readonly string[])[], bounded: string): boolean[] {
  return members.map((wordings) => wordings.some((one) => bounded.includes(` ${one} `)));
}

/**
 * 1 when a text, given as folded syllables joined by spaces, speaks of the other side alone of two
 * that the question takes one of.
 */
export function otherOpposite(question: QuestionReading, syllables: string): number {
  const here = ` ${syllables} `;
  for (const [index, sides] of sidesOf(question).entries()) {
    if (!sides.includes(true) || !sides.includes(false)) continue;
    const told = sidesIn(OPPOSITES[index]!, here);
    if (told.includes(true) && !told.some((is, i) => is && sides[i])) return 1;
  }
  return 0;
}

/**
 * -1 when the member of a set that these folded syllables name last is not among those the question
 * names, 1 when it is for every set that is named, 0 when none is.
 */
export function sideNamedLast(question: QuestionReading, syllables: readonly string[]): number {
  const here = ` ${syllables.join(' ')} `;
  let fits = 0;
  for (const [index, sides] of sidesOf(question).entries()) {
    if (!sides.includes(true) || !sides.includes(false)) continue;
    const named = OPPOSITES[index]!.map((wordings) => lastOf(wordings, here));
    const last = Math.max(...named);
    if (last < 0) continue;
    if (!sides[named.indexOf(last)]) return -1;
    fits = 1;
  }
  return fits;
}

function lastOf(wordings: readonly string[], bounded: string): number {
  return Math.max(...wordings.map((one) => bounded.lastIndexOf(` ${one} `)));
}
