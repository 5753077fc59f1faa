import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../ingest/encoding/decode.ts';
import { isVietnameseSyllable, scoreVietnamese } from '../ingest/encoding/vietnamese.ts';
import { ARTICLE } from './fixtures/ingest-load/article.ts';
import { toTcvn3, toVniLetters, toWindows1258 } from './fixtures/ingest-load/vietnamese-files.ts';

describe('decodeText', () => {
  const utf16be = iconv.encode(ARTICLE, 'utf-16be');
  test.each([
    ['utf-8', Buffer.from(ARTICLE), 'utf-8'],
    ['utf-8 with a byte order mark', Buffer.from(`\ufeff${ARTICLE}`), 'utf-8'],
    ['utf-8 in decomposed form', Buffer.from(ARTICLE.normalize('NFD')), 'utf-8'],
    ['utf-16le with a mark', Buffer.from(`\ufeff${ARTICLE}`, 'utf16le'), 'utf-16le'],
    ['utf-16be with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be]), 'utf-16be'],
    ['utf-16le without a mark', Buffer.from(ARTICLE, 'utf16le'), 'utf-16le'],
    ['utf-16be without a mark', utf16be, 'utf-16be'],
    ['windows-1258', toWindows1258(ARTICLE), 'windows-1258'],
    ['VNI bytes', iconv.encode(toVniLetters(ARTICLE), 'windows-1252'), 'vni'],
    ['VNI pasted into utf-8', Buffer.from(toVniLetters(ARTICLE)), 'vni'],
  ])('reads %s', (_, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text: ARTICLE, encoding });
  });

  test('reads TCVN3 bytes, and TCVN3 pasted into utf-8', () => {
    // .VnTime has no capitals with tone marks; "Ông" and "Đỗ" were typed with the marks they have.
    const bytes = toTcvn3(ARTICLE);
    const text = ARTICLE.replaceAll('Ủy', 'ủy');
    expect(decodeText(bytes)).toEqual({ text, encoding: 'tcvn3' });
    const pasted = Buffer.from(iconv.decode(bytes, 'latin1'));
    expect(decodeText(pasted)).toEqual({ text, encoding: 'tcvn3' });
  });

  test('gives words that were set in the capitals font of TCVN3 their capitals back', () => {
    const typed = toTcvn3('LIÊN MINH HỢP TÁC XÃ VÀ CÁC THÀNH VIÊN HỌP TẠI THÀNH PHỐ');
    expect(decodeText(typed).text).toBe('LIÊN MINH HỢP TÁC XÃ VÀ CÁC THÀNH VIÊN HỌP TẠI THÀNH PHỐ');
  });

  test('takes valid UTF-8 at its word against a wrong declared charset', () => {
    expect(decodeText(Buffer.from(ARTICLE), 'iso-8859-1').text).toBe(ARTICLE);
  });

  test('keeps a UTF-8 text readable when a few bytes are broken', () => {
    const bytes = Buffer.concat([Buffer.from(ARTICLE), Buffer.from([0xc3]), Buffer.from(' hết')]);
    expect(decodeText(bytes).text).toBe(`${ARTICLE}\ufffd hết`);
  });

  test('leaves French alone', () => {
    const french =
      'Le comité a été élu à Genève après une réunion très brève; les élèves étaient là.';
    expect(decodeText(Buffer.from(french)).text).toBe(french);
    expect(decodeText(iconv.encode(french, 'latin1')).text).toBe(french);
  });

  test('leaves a short text with one odd word alone', () => {
    expect(decodeText(Buffer.from('Cà phê café au lait')).text).toBe('Cà phê café au lait');
  });
});

test('knows the shape of Vietnamese syllables', () => {
  for (const word of ['Nghiêng', 'khuỷu', 'quyết', 'HỢP', 'giếng', 'hoà', 'hòa', 'ươm', 'Đắk']) {
    expect.soft([word, isVietnameseSyllable(word)]).toEqual([word, word !== 'Đắk']);
  }
  for (const word of ['Hîp', 'taùc', 'thµnh', 'café', 'àc̀', 'tết̀', 'bàp']) {
    expect.soft([word, isVietnameseSyllable(word)]).toEqual([word, false]);
  }
});

const SAMPLE_CHARACTERS = 12_000;
const CORPUS = join(import.meta.dirname, '../../shared/corpus');

describe.skipIf(!existsSync(CORPUS))('on the sample corpus beside the checkout', () => {
  const files = ['articles', 'law'].flatMap((folder) =>
    (existsSync(CORPUS) ? readdirSync(join(CORPUS, folder)) : []).map((name) =>
      join(CORPUS, folder, name),
    ),
  );
  test.each(files)('reads %s the same from every coding', (file) => {
    const text = readFileSync(file, 'utf8').slice(0, SAMPLE_CHARACTERS).normalize('NFC');
    expect(scoreVietnamese(text).share).toBeGreaterThan(0.9);
    const vni = iconv.encode(toVniLetters(text), 'windows-1252');
    expect(decodeText(vni).encoding).toBe('vni');
    expect(decodeText(toTcvn3(text)).encoding).toBe('tcvn3');
    const from1258 = decodeText(toWindows1258(text));
    expect(from1258.encoding).toBe('windows-1258');
    expect(scoreVietnamese(from1258.text).share).toBeGreaterThan(0.9);
  });
});
