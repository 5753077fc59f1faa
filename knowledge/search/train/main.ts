/**
 * `npm run count-background -- FILE.jsonl[.gz] …`: counts how common syllables and pairs are in
 * Vietnamese at large and writes weights/background.bin. Lines hold a field `text`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { encodeBackground, shippedBackgroundFile } from '../background.ts';
import { countBackground } from './count-background.ts';

const line = z.object({ text: z.string() });

function* textsOf(files: readonly string[]): Generator<string> {
  for (const file of files) {
    const bytes = readFileSync(file);
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    for (const row of text.split('\n'))
      if (row.trim() !== '') yield line.parse(JSON.parse(row)).text;
  }
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: npm run count-background -- FILE.jsonl[.gz] …');
  process.exitCode = 1;
} else {
  const bytes = encodeBackground(countBackground(textsOf(files)));
  writeFileSync(shippedBackgroundFile(), bytes);
  console.log(`${shippedBackgroundFile()}: ${bytes.length} bytes`);
}
