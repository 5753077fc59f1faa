import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS } from '../bot/permissions.ts';
import { createDesk, type Desk } from '../bot/screens/desk.ts';
import { OPTIONS_MAX, type Screen, type Visit } from '../bot/screens/screen.ts';
import type { Corpus } from '../knowledge/corpus/corpus.ts';
import { addArticle, lookupFeatureOf, meetingCorpus } from './meeting-corpus.ts';

const VISIT: Visit = {
  channel: 'telegram',
  address: { chatId: '1', kind: 'private' },
  personId: '1',
  role: 'staff',
};
/** What Zalo takes in one message, numbered options included. */
const MESSAGE_MAX = 2000;

let corpus: Corpus;
let desk: Desk;

beforeAll(async () => {
  corpus = await meetingCorpus(resolve('test/eval/sets/news'), resolve('test/fixtures/meetings'));
  desk = deskOf(corpus);
});
afterAll(() => corpus.database.close());

function deskOf(from: Corpus): Desk {
  const audit = { record: () => {} };
  return createDesk({ features: [lookupFeatureOf(from)], permissions: PERMISSIONS, audit });
}

async function type(argument: string, at = desk): Promise<Screen> {
  return (await at.command(VISIT, 'tracuu', argument)) ?? never();
}

function labels(screen: Screen): string[] {
  return 'isPassing' in screen ? [] : (screen.options ?? []).map(({ label }) => label);
}

async function choose(screen: Screen, label: string, at = desk): Promise<Screen> {
  const options = 'isPassing' in screen ? [] : (screen.options ?? []);
  const option = options.find((each) => each.label.startsWith(label));
  if (!option) throw new Error(`No option "${label}" among ${labels(screen).join(' | ')}`);
  return (await at.choose(VISIT, option.action)) ?? never();
}

function never(): never {
  throw new Error('Nothing is known of what was chosen.');
}

describe('/tracuu', () => {
  it('lists the meetings of a place and year with day, place and chair, numbered as the options are', async () => {
    const screen = await type('các hội nghị ở Quảng Ninh');
    expect(screen.text).toMatch(/^Có 3 hội nghị \(Quảng Ninh\):\n\n1\. /);
    expect(screen.text).toContain(
      '3. 30/09/2024, TP Hạ Long, Quảng Ninh\nHội nghị bàn giải pháp hỗ trợ HTX khôi phục sản xuất\nChủ trì: Hoàng Bá Hướng, Chủ tịch Liên minh HTX tỉnh',
    );
    expect(labels(screen).slice(0, 3)).toEqual([
      '29/04/2025, Hạ Long',
      '22/04/2025, Quảng Ninh',
      '30/09/2024, Hạ Long',
    ]);
  });

  it('pages a long list forth and back', async () => {
    const first = await type('các hội nghị năm 2024');
    expect(first.text).toMatch(/^Có 1\d hội nghị \(năm 2024\), trang 1\/3:/);
    expect(labels(first)).not.toContain('◂ Trang trước');
    const second = await choose(first, 'Trang sau');
    expect(second.text).toContain('trang 2/3');
    const third = await choose(second, 'Trang sau');
    expect(labels(third)).not.toContain('Trang sau ▸');
    expect(await choose(second, '◂ Trang trước')).toEqual(first);
  });

  it('opens one meeting, shows its quotes and leads back to the list', async () => {
    const list = await type('các hội nghị ở Hưng Yên');
    const meeting = await choose(list, '16/11/2023');
    expect(meeting.text).toContain('Kết luận, quyết định:\n– Hai bên thống nhất lập tổ công tác');
    expect(meeting.text).toContain('https://example.org/hung-yen');
    const quotes = await choose(meeting, 'Nguyên văn');
    expect(quotes.text).toContain('Chủ trì [1]:\n“Ông Đào Mạnh Tấn, Chủ tịch Liên minh HTX tỉnh');
    expect(await choose(quotes, '◂ Về hội nghị')).toEqual(meeting);
    expect(await choose(meeting, '◂ Về danh sách')).toEqual(list);
  });

  it('shows what was asked for on a topic around the words that matter', async () => {
    const list = await type('kiến nghị về đất đai ở Phú Thọ');
    expect(list.text).toContain('“Các HTX chè kiến nghị tỉnh cho thuê đất xây nhà sơ chế');
    const meeting = await choose(list, '03/07/2024');
    expect(meeting.text).toContain('Về điều bạn hỏi:\n– Các HTX chè kiến nghị');
  });

  it('gives the list and one meeting as files', async () => {
    const list = await type('các hội nghị ở Hưng Yên');
    const sheet = await choose(list, 'Tải bảng tính');
    if (!('isPassing' in sheet) || !sheet.attachment) throw new Error('no file');
    expect(sheet.attachment.fileName).toBe('tra-cuu-hung-yen-2026-01-15.csv');
    const rows: string[][] = parse(Buffer.from(sheet.attachment.bytes), { bom: true });
    expect(rows.some((row) => row.includes('16/11/2023'))).toBe(true);
    const paper = await choose(await choose(list, '16/11/2023'), 'Tải văn bản');
    if (!('isPassing' in paper) || !paper.attachment) throw new Error('no file');
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(paper.attachment.bytes) });
    expect(value).toContain('Đào Mạnh Tấn');
  });

  it('compares one figure over documents, with its sentences and as files', async () => {
    const table = await type('số HTX của Sơn La');
    expect(table.text).toMatch(
      /^Số HTX – Sơn La\n– 24\/11\/2023: 823 HTX \[1\]\n– 30\/09\/2024: 886 HTX, tăng 63 \[2\]\n\nNguồn:\n\[1\]/,
    );
    const quotes = await choose(table, 'Nguyên văn');
    expect(quotes.text).toContain('[2] “Đến 30/9/2024, toàn tỉnh có 886 HTX');
    expect(await choose(quotes, '◂ Về bảng')).toEqual(table);
    for (const [label, ending] of [
      ['Tải bảng tính', '.csv'],
      ['Tải văn bản', '.docx'],
    ] as const) {
      const file = await choose(table, label);
      expect('isPassing' in file && file.attachment?.fileName.endsWith(ending)).toBe(true);
    }
    expect((await choose(table, 'Tìm trong')).text).toContain('hội nghị (Sơn La)');
  });

  it('asks what to look up when nothing was said, and takes the next text', async () => {
    const screen = await type('');
    if ('isPassing' in screen || !screen.awaits) throw new Error('waits for nothing');
    const heard = await desk.hear(VISIT, 'các hội nghị ở Hưng Yên', screen.awaits);
    expect(heard).toEqual(await type('các hội nghị ở Hưng Yên'));
  });

  it('says in one sentence that there is nothing, and which condition was let go', async () => {
    expect((await type('các hội nghị ở Vĩnh Long năm 1999')).text).toMatch(
      /^Không có hội nghị nào ở nơi này|^Trong tài liệu tôi có chưa thấy hội nghị nào như vậy/,
    );
    expect((await type('hội thảo ở Nghệ An năm 2024')).text).toMatch(
      /^Không có hội nghị nào đúng loại này \(Nghệ An; năm 2024; hội thảo\)\. Gần nhất có 1 hội nghị:/,
    );
    const empty = await meetingCorpus();
    const nothing = await type('các hội nghị', deskOf(empty));
    expect(nothing.text).toMatch(/^Trong tài liệu tôi có chưa thấy hội nghị nào như vậy/);
    empty.database.close();
  });

  it('says that a meeting is gone when its article was removed meanwhile', async () => {
    const changing = await meetingCorpus();
    const text = 'Ngày 03/7/2024, Liên minh HTX tỉnh Phú Thọ tổ chức hội nghị giao ban quý II.';
    await addArticle(changing, 'a.txt', Buffer.from(`Phú Thọ giao ban\n\n${text}`));
    const own = deskOf(changing);
    const list = await type('hội nghị ở Phú Thọ', own);
    changing.remove('a.txt');
    expect((await choose(list, '03/07/2024', own)).text).toMatch(/vừa được cập nhật hoặc gỡ bỏ/);
    expect((await choose(list, 'Tải bảng tính', own)).text).toMatch(/vừa được cập nhật hoặc gỡ bỏ/);
    changing.database.close();
  });

  it('keeps every screen within a message of Zalo and its options within a phone', async () => {
    const questions = [
      'các hội nghị',
      'kiến nghị về vốn',
      'số HTX các tỉnh',
      'bà Khuyên',
      'x'.repeat(3000),
    ];
    for (const question of questions) {
      const open = [await type(question)];
      for (const screen of [...open]) {
        for (const option of 'isPassing' in screen ? [] : (screen.options ?? [])) {
          open.push((await desk.choose(VISIT, option.action)) ?? never());
        }
      }
      for (const screen of open) {
        const all = [screen.text, ...labels(screen).map((label, i) => `${i + 1}. ${label}`)].join(
          '\n',
        );
        expect(all.length, all).toBeLessThan(MESSAGE_MAX);
        expect(labels(screen).length).toBeLessThanOrEqual(OPTIONS_MAX);
      }
    }
  });

  it('shows internal documents to staff alone, in private', async () => {
    const secret = await meetingCorpus();
    const text =
      '---\ntitle: Họp kín\nvisibility: internal\n---\nNgày 03/7/2024, Liên minh HTX tỉnh Phú Thọ tổ chức hội nghị giao ban.';
    await addArticle(secret, 'a.md', Buffer.from(text));
    const own = deskOf(secret);
    expect((await type('hội nghị ở Phú Thọ', own)).text).toContain('03/07/2024');
    const member = { ...VISIT, role: 'member' } as const;
    expect(own.command(member, 'tracuu', 'hội nghị ở Phú Thọ')).toBeUndefined();
    const inGroup = { ...VISIT, address: { chatId: '-1', kind: 'group' } } as const;
    expect(await own.command(inGroup, 'tracuu', 'hội nghị ở Phú Thọ')).not.toMatchObject({
      text: expect.stringContaining('03/07/2024'),
    });
    secret.database.close();
  });
});
