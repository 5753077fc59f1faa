/** A feature for tests of screens: a menu, a text that is waited for, a file, and a count of runs. */
import { z } from 'zod';
import type { Permissions } from '../../bot/permissions.ts';
import { type Feature, onAction, onText } from '../../bot/screens/feature.ts';
import {
  actionKind,
  actionOf,
  awaiting,
  dialogueKind,
  type Screen,
} from '../../bot/screens/screen.ts';

const PICK = actionKind('thu.pick', z.object({ fruit: z.string() }));
const NAME = dialogueKind('thu.name', z.object({ greeting: z.string() }));

export const FRUITS = ['Cam sành Hàm Yên', 'Vải', 'Na'] as const;
const FILE_TEXT = 'ngày;nơi\n2023-08-08;Hải Phòng\n';

const EVERYBODY = { private: 'member', group: 'member' } as const;

export const MENU_PERMISSIONS: Permissions = {
  '/menu': EVERYBODY,
  '/ten': EVERYBODY,
  '/tep': EVERYBODY,
  'thu.pick': EVERYBODY,
  'thu.name': EVERYBODY,
};

export interface MenuFeature extends Feature {
  /** What was run, in order. */
  runs: string[];
}

/** /menu, /ten and /tep. */
export function createMenuFeature(): MenuFeature {
  const runs: string[] = [];
  const menu = (text: string): Screen => ({
    text,
    options: FRUITS.map((fruit) => ({ label: fruit, action: actionOf(PICK, { fruit }) })),
  });
  return {
    runs,
    commands: {
      menu(_, argument) {
        runs.push(`menu ${argument}`.trim());
        return menu('Bạn thích quả nào?');
      },
      ten: () => ({
        text: 'Bạn tên gì ạ?',
        options: [{ label: 'Bỏ qua', action: actionOf(PICK, { fruit: 'không' }) }],
        awaits: awaiting(NAME, { greeting: 'Chào' }),
      }),
      tep: () => ({
        isPassing: true,
        text: 'Bảng đây ạ.',
        attachment: {
          fileName: 'hoi-nghi.csv',
          mediaType: 'text/csv',
          bytes: new TextEncoder().encode(FILE_TEXT),
        },
      }),
    },
    actions: [
      onAction(PICK, (_, { fruit }) => {
        runs.push(fruit);
        return menu(`Bạn đã chọn: ${fruit}.`);
      }),
    ],
    dialogues: [
      onText(NAME, (_, text, { greeting }) => {
        runs.push(`tên ${text}`);
        return { text: `${greeting} ${text}!` };
      }),
    ],
  };
}
