import { randomBytes } from 'node:crypto';
import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import type { LoadedPage } from '../ingest/loaded-page.ts';
import { load, type RawSource } from '../ingest/loaders/load.ts';
import { RefusedSourceError } from '../ingest/refusal.ts';
import { ARTICLE, ARTICLE_LINES } from './fixtures/ingest-load/article.ts';
import {
  docx,
  encryptedPdf,
  type PdfText,
  scannedPdf,
  textPdf,
  toTcvn3,
  wordParagraph,
} from './fixtures/ingest-load/vietnamese-files.ts';

async function pageOf(content: string | Uint8Array, name: string, more: Partial<RawSource> = {}) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const loaded = await load({ bytes, name, ...more });
  if (loaded.kind !== 'page') throw new Error('expected a page');
  return loaded.page;
}

async function refusalOf(content: string | Uint8Array, name: string): Promise<string> {
  try {
    await pageOf(content, name);
  } catch (error) {
    if (error instanceof RefusedSourceError) return error.code;
    throw error;
  }
  return 'loaded';
}

const short = (page: LoadedPage) =>
  page.blocks.map((block) =>
    block.kind === 'heading' ? `h${block.level} ${block.text}` : `${block.kind} ${block.text}`,
  );

describe('plain text', () => {
  test('keeps every line that is not blank as one cleaned block', async () => {
    const page = await pageOf(
      `\ufeff${ARTICLE.normalize('NFD').replaceAll('\n', '\r\n')}`,
      'a.txt',
    );
    expect(page.blocks).toEqual(ARTICLE_LINES.map((text) => ({ kind: 'paragraph', text })));
    expect(page).toMatchObject({ name: 'a.txt', mediaType: 'text/plain', declared: {} });
  });
});

describe('plain text cut at one width', () => {
  const wrap = (text: string) => text.replace(/(.{50,70}) /g, '$1\n');

  test('has its lines joined to paragraphs again', async () => {
    const page = await pageOf(ARTICLE_LINES.map(wrap).join('\n\n'), 'thu.txt');
    expect(page.blocks.map(({ text }) => text)).toEqual(ARTICLE_LINES);
  });

  test('keeps lists and short lines apart', async () => {
    const list = [
      '1. Một việc',
      '2. Hai việc',
      'a) điểm a',
      '- gạch đầu dòng',
      'Nơi nhận:',
      'như trên',
    ];
    const page = await pageOf(list.join('\n'), 'danh-sach.txt');
    expect(page.blocks.map(({ text }) => text)).toEqual(list);
  });
});

describe('Markdown', () => {
  test('reads front matter under its Vietnamese and English names', async () => {
    const page = await pageOf(
      '---\ntitle: "Thông tư số 01/2030/TT-ABC"\nnumber: 01/2030/TT-ABC\nissued: 2030-01-02\nngày hiệu lực: 15/02/2030\nsource: https://example.org/1\nvisibility: internal\n---\n\n# Đầu đề\n\nMột đoạn.\n',
      'tt.md',
    );
    expect(page.declared).toEqual({
      title: 'Thông tư số 01/2030/TT-ABC',
      number: '01/2030/TT-ABC',
      issuedOn: '2030-01-02',
      effectiveOn: '15/02/2030',
      sourceUrl: 'https://example.org/1',
      visibility: 'internal',
    });
    expect(short(page)).toEqual(['h1 Đầu đề', 'paragraph Một đoạn.']);
  });

  test.each([
    ['a colon in a value', 'title: Hội nghị: sinh hoạt\ndate: 9/8/2023\nvisibility: internal'],
    [
      'a forgotten quotation mark',
      'title: "Hội nghị: sinh hoạt\ndate: 9/8/2023\nvisibility: internal',
    ],
    [
      'a name given twice',
      'title: Hội nghị: sinh hoạt\ndate: 9/8/2023\ndate: b\nvisibility: internal',
    ],
    ['tabs', '\ttitle: Hội nghị: sinh hoạt\n  date: 9/8/2023\nvisibility:\tinternal'],
  ])('reads front matter that is clear to a person in spite of %s', async (_, block) => {
    const page = await pageOf(`---\n${block}\n---\n\nMột đoạn.\n`, 'a.md');
    expect(page.declared).toEqual({
      title: 'Hội nghị: sinh hoạt',
      publishedOn: '9/8/2023',
      visibility: 'internal',
    });
    expect(short(page)).toEqual(['paragraph Một đoạn.']);
  });

  test('takes nothing from front matter that is a trap, and takes text between rules for text', async () => {
    const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const bomb = levels.map((name, i) => {
      const before = i === 0 ? '"x"' : `*${levels[i - 1]}`;
      return `${name}: &${name} [${new Array(9).fill(before).join(',')}]`;
    });
    const trap = await pageOf(
      `---\n${bomb.join('\n')}\ntitle: *g\ndate: 2023-08-09\n---\nMột đoạn.`,
      'a.md',
    );
    expect(trap.declared).toEqual({ publishedOn: '2023-08-09' });
    const rules = await pageOf('---\nMột câu, hai vế.\n---\nMột đoạn.', 'a.md');
    expect(rules.declared).toEqual({});
    expect(short(rules).join(' ')).toContain('hai vế');
  });

  test('keeps one point a line, joins wrapped lines and takes inline marks off', async () => {
    const page = await pageOf(
      [
        '## Chương I. QUY ĐỊNH CHUNG',
        '1. Thành viên **chính thức** góp vốn',
        'theo điều lệ.',
        'Đoạn bị ngắt',
        'giữa câu vì dòng ngắn.',
        'Câu mới ở dòng mới.',
        '- Gạch đầu dòng có [liên kết](https://example.org)',
        'a) điểm a;',
        '',
        '| Năm | Số HTX |',
        '|---|---|',
        '| 2023 | 478 |',
        '',
        '![Quang cảnh hội nghị](anh.jpg)',
        'Mã_số_thuế không đổi, 2 * 3 * 4 cũng vậy.',
        '***',
      ].join('\n'),
      'a.md',
    );
    expect(short(page)).toEqual([
      'h2 Chương I. QUY ĐỊNH CHUNG',
      'list-item 1. Thành viên chính thức góp vốn',
      'paragraph theo điều lệ.',
      'paragraph Đoạn bị ngắt giữa câu vì dòng ngắn.',
      'paragraph Câu mới ở dòng mới.',
      'list-item - Gạch đầu dòng có liên kết',
      'list-item a) điểm a;',
      'table-row Năm | Số HTX',
      'table-row 2023 | 478',
      'caption Quang cảnh hội nghị',
      'paragraph Mã_số_thuế không đổi, 2 * 3 * 4 cũng vậy.',
    ]);
  });

  test('takes a rule at the top for text when no YAML follows', async () => {
    const page = await pageOf('---\nchỉ là: một: dòng\n---\nThân bài.\n', 'a.md');
    expect(page.declared).toEqual({});
    expect(short(page)).toContain('paragraph Thân bài.');
  });
});

describe('PDF', () => {
  const lines = (texts: readonly string[], top = 760, x = 70): PdfText[] =>
    texts.map((text, index) => ({ text, x, y: top - index * 18 }));

  test('joins wrapped lines, over page ends too, and drops running heads and page numbers', async () => {
    const head = (page: number): PdfText[] => [
      { text: 'Liên minh HTX tỉnh Hoa Lư', x: 70, y: 810 },
      { text: `Trang ${page}/3`, x: 290, y: 30 },
    ];
    const page = await pageOf(
      textPdf([
        [
          ...head(1),
          ...lines([
            'BÁO CÁO',
            'Điều 1. Phạm vi',
            'Hội nghị đã nghe báo cáo kết quả sáu tháng của các hợp tác xã và',
            'thống nhất nhiệm vụ trong thời gian tới.',
            '1. Củng cố các hợp tác xã hoạt động yếu kém trên địa bàn toàn tỉnh và',
            'thành lập mới hai mươi hợp tác xã.',
            'Đoạn cuối của trang này chưa hết câu vì còn một dòng nữa sang trang',
          ]),
        ],
        [...head(2), ...lines(['sau mới kết thúc.', '2. Đoạn thứ hai.'])],
        [...head(3), ...lines(['3. Đoạn thứ ba của báo cáo này.'])],
      ]),
      'bao-cao.pdf',
    );
    expect(page.mediaType).toBe('application/pdf');
    expect(short(page)).toEqual([
      'paragraph BÁO CÁO',
      'paragraph Điều 1. Phạm vi',
      'paragraph Hội nghị đã nghe báo cáo kết quả sáu tháng của các hợp tác xã và thống nhất nhiệm vụ trong thời gian tới.',
      'paragraph 1. Củng cố các hợp tác xã hoạt động yếu kém trên địa bàn toàn tỉnh và thành lập mới hai mươi hợp tác xã.',
      'paragraph Đoạn cuối của trang này chưa hết câu vì còn một dòng nữa sang trang sau mới kết thúc.',
      'paragraph 2. Đoạn thứ hai.',
      'paragraph 3. Đoạn thứ ba của báo cáo này.',
    ]);
  });

  test('is recognised under another extension', async () => {
    const page = await pageOf(textPdf([lines([...ARTICLE_LINES])]), 'bien-ban.txt');
    expect(page.mediaType).toBe('application/pdf');
  });

  test('that is a scan is refused as needing OCR', async () => {
    expect(await refusalOf(await scannedPdf(), 'quet.pdf')).toBe('NEEDS_OCR');
  });

  test('whose font does not say its letters is refused as needing OCR', async () => {
    const pdf = textPdf([lines([...ARTICLE_LINES])], { mapped: false });
    expect(await refusalOf(pdf, 'phong-chu.pdf')).toBe('NEEDS_OCR');
  });

  test('that wants a password is refused as encrypted', async () => {
    expect(await refusalOf(encryptedPdf(), 'khoa.pdf')).toBe('ENCRYPTED');
  });

  test('that is cut off or broken is refused as corrupt', async () => {
    expect(await refusalOf('%PDF-1.7\nkhông có gì', 'hong.pdf')).toBe('CORRUPT');
  });
});

describe('DOCX', () => {
  test('gives headings, list items, tables and captions', async () => {
    const cell = (text: string) => `<w:tc>${wordParagraph(text)}</w:tc>`;
    const row = (...texts: string[]) => `<w:tr>${texts.map(cell).join('')}</w:tr>`;
    const body = [
      wordParagraph('Báo cáo sáu tháng', 'Heading1'),
      wordParagraph('Toàn tỉnh có 478 HTX với 5.752 thành viên.'),
      `<w:tbl>${row('Huyện', 'Số HTX')}${row('An Dương', '12')}${row('An Lão', '9')}</w:tbl>`,
      '<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Điều 2. Nhiệm vụ</w:t></w:r></w:p>',
    ].join('');
    const page = await pageOf(await docx(body, 'Báo cáo &amp; kế hoạch'), 'bc.docx');
    expect(page.declared).toEqual({ title: 'Báo cáo & kế hoạch' });
    expect(short(page)).toEqual([
      'h1 Báo cáo sáu tháng',
      'paragraph Toàn tỉnh có 478 HTX với 5.752 thành viên.',
      'table-row Huyện | Số HTX',
      'table-row An Dương | 12',
      'table-row An Lão | 9',
      'h7 Điều 2. Nhiệm vụ',
    ]);
  });

  test('typed in a TCVN3 font is converted', async () => {
    const typed = toTcvn3(ARTICLE_LINES[3]!).toString('latin1');
    const page = await pageOf(await docx(wordParagraph(typed)), 'cu.docx');
    expect(short(page)).toEqual([`paragraph ${ARTICLE_LINES[3]}`]);
    const mixed = wordParagraph(ARTICLE_LINES[1]!) + wordParagraph(typed);
    expect(short(await pageOf(await docx(mixed), 'nua-cu.docx'))).toEqual([
      `paragraph ${ARTICLE_LINES[1]}`,
      `paragraph ${ARTICLE_LINES[3]}`,
    ]);
  });

  test('that is cut off is refused as corrupt', async () => {
    const whole = await docx(wordParagraph('Nội dung'));
    expect(await refusalOf(whole.subarray(0, whole.length / 2), 'cat.docx')).toBe('CORRUPT');
    const broken = Buffer.from(whole);
    broken.fill(0x41, 60, 160);
    expect(await refusalOf(broken, 'hong.docx')).toBe('CORRUPT');
  });

  test('that unpacks to too much is refused, whatever its directory says', async () => {
    const bomb = await docx(wordParagraph(' '.repeat(40 * 1024 * 1024)));
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusalOf(bomb, 'bom.docx')).toBe('TOO_COMPLEX');
    const lying = Buffer.from(bomb);
    const entry = lying.lastIndexOf('word/document.xml') - 46;
    lying.writeUInt32LE(1_000, entry + 24);
    expect(await refusalOf(lying, 'bom.docx')).toBe('TOO_COMPLEX');
  }, 60_000);

  test('locked with a password, and an old .doc, each get their own reason', async () => {
    const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    const locked = Buffer.concat([
      ole,
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(await refusalOf(locked, 'khoa.docx')).toBe('ENCRYPTED');
    expect(await refusalOf(Buffer.concat([ole, Buffer.alloc(600)]), 'cu.doc')).toBe(
      'LEGACY_OFFICE',
    );
  });
});

describe('what is no document', () => {
  test.each(['BM', 'MZ', 'ID3', 'MP+', 'II*', '\ufeff'])(
    'is not a text that begins like one (%j)',
    async (beginning) => {
      const text = `${beginning} ${ARTICLE}`;
      expect(await refusalOf(text, 'a.txt')).toBe('loaded');
      const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
      expect(await refusalOf(utf16, 'a.txt')).toBe('loaded');
      expect(await refusalOf(utf16.swap16(), 'a.txt')).toBe('loaded');
    },
  );

  test('is refused by its bytes, not its name', async () => {
    const zip = new JSZip();
    zip.file('a.txt', 'x');
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108', 'hex');
    expect(await refusalOf('', 'rong.txt')).toBe('EMPTY');
    expect(await refusalOf(randomBytes(5_000), 'ngau-nhien.txt')).toMatch(/BINARY|UNSUPPORTED/);
    expect(await refusalOf(Buffer.alloc(5_000), 'khong.md')).toBe('BINARY');
    expect(await refusalOf(png, 'anh.txt')).toBe('UNSUPPORTED');
    expect(await refusalOf(await zip.generateAsync({ type: 'nodebuffer' }), 'a.txt')).toBe(
      'UNSUPPORTED',
    );
    expect(await refusalOf('<?xml version="1.0"?><don><ten>A</ten></don>', 'a.txt')).toBe(
      'UNSUPPORTED',
    );
    expect(await refusalOf('{"ten": "A"}', 'a.txt')).toBe('UNSUPPORTED');
    expect(await refusalOf('{\\rtf1\\ansi Nội dung}', 'a.txt')).toBe('UNSUPPORTED');
    expect(await refusalOf('BEGIN:VCARD\nVERSION:3.0\n', 'a.txt')).toBe('UNSUPPORTED');
    expect(await refusalOf('[Ảnh] Quang cảnh hội nghị', 'a.txt')).toBe('loaded');
    expect(await refusalOf('  \n\t\n***\n', 'trang.txt')).toBe('NO_TEXT');
    expect(await refusalOf('<html><body><script>1</script></body></html>', 'a.html')).toBe(
      'NO_TEXT',
    );
  });
});
