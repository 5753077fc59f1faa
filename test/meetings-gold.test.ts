import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMeetingQuestion } from '../knowledge/meetings/question.ts';
import { lookupOf, meetingCorpus } from './meeting-corpus.ts';
import {
  type GoldMeeting,
  goldMeetings,
  INVENTED_MEETINGS,
  INVENTED_NEWS,
  SAMPLE_ARTICLES,
} from './meetings-gold.ts';

const TODAY = '2026-01-15';
const articles = resolve('..', 'shared', 'corpus', 'articles');
// Shown by the reporter when the sample corpus is not beside the checkout.
const absent = existsSync(articles) ? '' : ' (skipped: ../shared/corpus is not there)';

/** What a question about the day and province finds, as lines of the gold table. */
async function foundIn(folder: string, gold: readonly GoldMeeting[]): Promise<string[]> {
  const corpus = await meetingCorpus(folder);
  const { meetings } = lookupOf(corpus);
  const lines = gold.map((row) => {
    const day = row.startsOn?.split('-').reverse().join('/');
    const asked = `các hội nghị ở ${row.province}${day ? ` ngày ${day}` : ''}`;
    const question = readMeetingQuestion(asked, meetings.known(TODAY));
    const { found, eased } = meetings.find(question, { mayReadInternal: false });
    const meeting = found[0]?.meeting;
    if (!meeting || eased.length > 0 || found.length > 1) return `${asked}: ${found.length} found`;
    return lineOf(row.file, {
      ...meeting,
      chairs: meeting.people.flatMap(({ role, name }) => (role === 'chair' && name ? name : [])),
    });
  });
  corpus.database.close();
  return lines;
}

function lineOf(file: string, meeting: Partial<Omit<GoldMeeting, 'file'>>): string {
  const { startsOn, endsOn, province, district, chairs = [] } = meeting;
  return [file, startsOn, endsOn, province, district, chairs.join('; ')].join(' | ');
}

describe('meetings looked up by day and province', () => {
  it.each([
    ['invented news', resolve('test/eval/sets/news'), INVENTED_NEWS],
    [
      'invented minutes, invitations and reports',
      resolve('test/fixtures/meetings'),
      INVENTED_MEETINGS,
    ],
  ])('of %s have the right date, place and chair', async (_, folder, table) => {
    const gold = goldMeetings(table);
    expect(await foundIn(folder, gold)).toEqual(gold.map((row) => lineOf(row.file, row)));
  });

  it.skipIf(absent !== '')(
    `of the sample articles have the right date, place and chair${absent}`,
    async () => {
      const gold = goldMeetings(SAMPLE_ARTICLES);
      expect(await foundIn(articles, gold)).toEqual(gold.map((row) => lineOf(row.file, row)));
    },
  );
});
