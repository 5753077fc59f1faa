/** Cooperative alliances named in a text. */
import { matchOrganisation } from './organisations.ts';
import { readWords } from './words.ts';

/** The first alliance named, as written ("Liên minh HTX tỉnh"); bare "Liên minh" names none. */
export function allianceIn(text: string): string | undefined {
  const words = readWords(text);
  for (const [at] of words.entries()) {
    const organisation = matchOrganisation(words, at);
    if (organisation?.sort !== 'alliance') continue;
    const alliance = text.slice(words[at]!.start, words[organisation.to - 1]!.end);
    if (alliance.split(' ').length > 2) return alliance;
  }
  return undefined;
}
