/**
 * Small talk: greetings, thanks, farewells, and questions about the bot itself. A message counts
 * only when nothing is left once the polite words are taken away, so that "chào bạn, HTX An Phát ở
 * huyện nào" stays a question.
 */
import { fold } from '../text/normalise.ts';

export type CourtesyKind = 'greeting' | 'thanks' | 'farewell' | 'identity' | 'help';

const ABOUT_THE_BOT: readonly [CourtesyKind, RegExp][] = [
  [
    'identity',
    /^(?:ban|em|bot|ad|may|ai day|day) (?:la )?(?:ai|gi|bot|nguoi that|robot)(?: (?:vay|the|a|do|day|ha|nhi|khong|ko))*$|^(?:ban|em) ten (?:la )?gi|^ai day(?: (?:vay|the|a|ha|nhi))*$|^(?:ban|bot) la (?:ai|gi|nguoi)|^gioi thieu (?:ve )?ban/,
  ],
  [
    'help',
    /^(?:giup (?:toi|minh|em|voi)?|help|huong dan(?: su dung)?|(?:ban|bot|em) (?:giup duoc gi|lam duoc gi|biet (?:nhung )?gi|tra loi duoc (?:nhung )?gi|co the (?:giup|lam) (?:duoc )?gi).*|hoi (?:gi|cai gi) (?:duoc|cung duoc)|cach (?:dung|su dung)(?: bot)?|tro giup|menu)$/,
  ],
];
const THANKS = /\b(?:cam on|cam on ban|cam on nhieu|cam on nhe|thanks?|thank you|tks|thks)\b/;
const FAREWELL = /\b(?:tam biet|bye|goodbye|hen gap lai|chao tam biet)\b/;
const GREETING =
  /\b(?:xin chao|chao|hello|hi|alo|hey|good morning|chao buoi (?:sang|chieu|toi|trua))\b/;
const ACKNOWLEDGEMENT =
  /^(?:ok|oke|okay|duoc roi|vang|da|uh|u|hay qua|tot qua|tuyet voi|hieu roi|ro roi)$/;
const POLITE =
  /\b(?:xin chao|chao buoi (?:sang|chieu|toi|trua)|good morning|chao|hello|hi|hey|alo|cam on|thanks?|thank you|tks|thks|rat|nhieu|nha|nhe|a|ah|ban|em|anh|chi|co|chu|bac|ad|admin|bot|moi nguoi|ca nha|minh|toi|oi|ok|oke|da|vang|tam biet|bye|goodbye|hen gap lai|lam|qua|tat ca|the|thoi|roi|duoc|hay|tot|da giup|vi|lien minh|htx|you)\b/g;

/** What kind of small talk a message is, or undefined when it asks something. */
export function courtesyOf(message: string): CourtesyKind | undefined {
  const text = fold(message.normalize('NFC'))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  if (text === '') return undefined;
  const asked = text.replace(/^(?:xin )?(?:chao|hello|hi|alo)(?: (?:ban|em|ad|bot|admin))?\s+/, '');
  for (const [kind, pattern] of ABOUT_THE_BOT) if (pattern.test(asked)) return kind;
  if (text.replace(POLITE, '').trim() !== '') return undefined;
  if (FAREWELL.test(text)) return 'farewell';
  if (THANKS.test(text) || ACKNOWLEDGEMENT.test(text)) return 'thanks';
  return GREETING.test(text) ? 'greeting' : undefined;
}
