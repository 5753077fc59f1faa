import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import JSZip from 'jszip';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { csvFile } from '../bot/meetings/csv.ts';
import { docxFile } from '../bot/meetings/docx.ts';
import { figuresCsv, figuresDocx } from '../bot/meetings/figure-files.ts';
import { figureSheet } from '../bot/meetings/figure-sheet.ts';
import { meetingsCsv, meetingsDocx } from '../bot/meetings/meeting-files.ts';
import { meetingSheet } from '../bot/meetings/sheet.ts';
import { fileCaption } from '../bot/replies/meetings.ts';
import type { Corpus } from '../knowledge/corpus/corpus.ts';
import { readFigureQuestion } from '../knowledge/figures/figure-question.ts';
import { figureTable } from '../knowledge/figures/figure-table.ts';
import { readMeetingQuestion } from '../knowledge/meetings/question.ts';
import { lookupOf, meetingCorpus } from './meeting-corpus.ts';

const PUBLIC = { mayReadInternal: false };
const TODAY = '2026-11-25';

let corpus: Corpus;
let lookup: ReturnType<typeof lookupOf>;

beforeAll(async () => {
  corpus = await meetingCorpus(resolve('test/eval/sets/news'), resolve('test/fixtures/meetings'));
  lookup = lookupOf(corpus);
});
afterAll(() => corpus.database.close());

function sheets(asked: string) {
  const question = readMeetingQuestion(asked, lookup.meetings.known(TODAY));
  const { found } = lookup.meetings.find(question, PUBLIC);
  return found.flatMap((each) => meetingSheet(each, corpus) ?? []);
}

function figures(asked: string) {
  const table = figureTable(
    readFigureQuestion(asked, lookup.meetings.known(TODAY)),
    lookup.facts,
    PUBLIC,
  );
  return figureSheet(table!, corpus);
}

/** The file read again, without its byte order mark. */
function rowsOf(csv: Uint8Array): string[][] {
  return parse(Buffer.from(csv), { bom: true });
}

describe('a table of meetings', () => {
  it('opens again with every statement beside its meeting and its source', () => {
    const csv = meetingsCsv(sheets('các hội nghị ở Hưng Yên'));
    expect([...csv.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, ...rows] = rowsOf(csv);
    expect(head?.slice(0, 3)).toEqual(['STT', 'Ngày', 'Hội nghị']);
    expect(rows.length).toBeGreaterThan(2);
    for (const row of rows) {
      expect(row).toHaveLength(head!.length);
      expect(row.slice(0, 2)).toEqual(['1', '16/11/2023']);
      expect(row).toContain('https://example.org/hung-yen');
    }
    const settled = rows.find((row) => row.includes('Kết luận, quyết định'));
    expect(settled).toContain('Hai bên thống nhất lập tổ công tác chung, mỗi tháng họp một lần.');
    expect(settled?.join()).toContain(
      'Đào Mạnh Tấn, Chủ tịch Liên minh HTX tỉnh; Phạm Thị Tường Vi',
    );
  });

  it.each(['=1+2', '+84', '-1', '@SUM(A1)', '\t=1', '＝1'])(
    'makes a cell that begins like a formula harmless: %j',
    (cell) => {
      const [, row] = rowsOf(csvFile(['a', 'b'], [[cell, 'x']]));
      expect(row).toEqual([`'${cell}`, 'x']);
    },
  );

  it('keeps quotes, commas and line breaks inside a cell', () => {
    const cell = 'một, "hai"\nba; bốn';
    expect(rowsOf(csvFile(['a'], [[cell]]))[1]).toEqual([cell]);
  });
});

test('the words with a file say how many meetings did not go in', () => {
  expect(fileCaption('năm 2023', 100, 7)).toBe(
    'Kết quả tra cứu: năm 2023 (100 hội nghị, còn 7 hội nghị cũ hơn chưa đưa vào tệp).',
  );
  expect(fileCaption('', 2, 0)).toBe('Kết quả tra cứu (2 hội nghị).');
});

describe('a paper about meetings', () => {
  it('opens again with each meeting, its chair, its statements and a link to its source', async () => {
    const bytes = await meetingsDocx(sheets('các hội nghị ở Hưng Yên'), {
      about: 'Hưng Yên',
      today: TODAY,
    });
    const { value: html, messages } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
    expect(messages.filter(({ type }) => type === 'error')).toEqual([]);
    expect(html).toContain('Tra cứu hội nghị: Hưng Yên');
    expect(html).toContain('<h1><strong>1. Hội nghị đối thoại</strong></h1>');
    expect(html).toContain('16/11/2023');
    expect(html).toContain('Đào Mạnh Tấn, Chủ tịch Liên minh HTX tỉnh');
    expect(html).toContain(
      '<li>Hai bên thống nhất lập tổ công tác chung, mỗi tháng họp một lần. [1]</li>',
    );
    expect(html).toContain('href="https://example.org/hung-yen"');
  });

  it('is a package that Word takes: its parts are there and hold no character XML forbids', async () => {
    const title = 'Họp \u0000\u000b\ud800 & <script>';
    const bytes = await docxFile(title, [
      { kind: 'source', text: 'Nguồn', url: 'javascript:alert(1)' },
      { kind: 'item', text: '\u0007chuông' },
    ]);
    const zip = await JSZip.loadAsync(bytes);
    const xml = await zip.file('word/document.xml')!.async('string');
    expect(zip.file('[Content_Types].xml')).not.toBeNull();
    expect(xml).toContain('&amp; &lt;script&gt;');
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
    const rels = await zip.file('word/_rels/document.xml.rels')!.async('string');
    expect(rels).not.toContain('javascript:');
  });
});

describe('a table of one figure', () => {
  it('has the value of each date with what changed and where it stands', async () => {
    const sheet = figures('số HTX của Sơn La qua các năm');
    const [, ...rows] = rowsOf(figuresCsv(sheet));
    expect(rows.map((row) => row.slice(0, 6))).toEqual([
      ['HTX', 'Sơn La', '24/11/2023', '823', 'HTX', ''],
      ['HTX', 'Sơn La', '30/09/2024', '886', 'HTX', 'tăng 63'],
    ]);
    for (const line of sheet.lines) {
      for (const { documentId, quote, start, end } of line.citations) {
        expect(corpus.documentText(documentId)?.slice(start, end)).toBe(quote);
      }
    }
    const bytes = await figuresDocx(sheet, TODAY);
    const { value: html } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
    expect(html).toContain('Số HTX – Sơn La');
    expect(html).toMatch(/<td><p>30\/09\/2024<\/p><\/td><td><p>886 HTX<\/p><\/td><td><p>tăng 63/);
  });
});
