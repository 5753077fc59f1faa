import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../ingest/facts/extract.ts';
import { load } from '../ingest/loaders/load.ts';
import { understand } from '../ingest/understand.ts';
import { scoreFacts } from './eval/facts-score.ts';
import { goldFacts } from './facts-gold.ts';

const shared = resolve('..', 'shared', 'corpus');
const articles = join(shared, 'articles');
const law = join(shared, 'law');
// Shown by the reporter when the sample corpus is not beside the checkout.
const absent = existsSync(articles) ? '' : ' (skipped: ../shared/corpus is not there)';

describe.skipIf(absent !== '')(`facts of the sample corpus${absent}`, () => {
  it('are at least 95 % right and 85 % complete by a gold table of 120 rows and more', async () => {
    const rows = [...goldFacts().values()].flat();
    expect(rows.length).toBeGreaterThanOrEqual(120);
    const { all, missed, wrong } = await scoreFacts(articles);
    const report = JSON.stringify({ missed, wrong }, undefined, 2);
    expect(all.right / all.extracted, report).toBeGreaterThanOrEqual(0.95);
    expect(all.found / all.wanted, report).toBeGreaterThanOrEqual(0.85);
  });

  it('say of every legal document its number, issuer, day of issue and day of effect', async () => {
    for (const name of readdirSync(law)) {
      const loaded = await load({ bytes: readFileSync(join(law, name)), name });
      if (loaded.kind !== 'page') throw new Error(`${name} is not a page.`);
      const draft = understand(loaded.page);
      const { number, issuer, issuedOn, effectiveOn } = draft.metadata;
      const [own] = extractFacts(draft);
      expect(own, name).toMatchObject({
        fact: 'policy',
        role: 'itself',
        number,
        issuer,
        issuedOn,
        effectiveOn,
      });
    }
  });
});
