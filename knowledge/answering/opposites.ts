/**
 * Things that exclude each other and are ruled side by side in nearly the same words: the first and
 * the second meeting, raising and lowering capital, dividing and merging. A rule for one is no
 * answer about the other.
 */
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

function bounded(text: string): string {
  return ` ${foldedSyllables(text).join(' ')} `;
}

/** Share of the sets that the question takes a side in and whose other side alone a text speaks of. */
export function otherOpposite(question: string, told: string): number {
  const asked = bounded(question);
  const here = bounded(told);
  let sided = 0;
  let other = 0;
  for (const members of OPPOSITES) {
    const holds = (text: string) =>
      members.map((wordings) => wordings.some((one) => text.includes(` ${one} `)));
    const ofQuestion = holds(asked);
    const count = ofQuestion.filter(Boolean).length;
    if (count === 0 || count === members.length) continue;
    sided += 1;
    const ofText = holds(here);
    const speaks = ofText.some(Boolean);
    if (speaks && !ofText.some((is, i) => is && ofQuestion[i])) other += 1;
  }
  return sided === 0 ? 0 : other > 0 ? 1 : 0;
}
