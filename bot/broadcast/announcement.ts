/** A broadcast as its recipients see it: the words of staff, when and where, and how to end it. */
import type { Content } from '../channels/channel.ts';
import * as words from '../replies/announcements.ts';
import type { Broadcast } from '../store/broadcasts.ts';
import { calendarFile } from './calendar.ts';

export type Announcement = Extract<Content, { kind: 'announcement' }>;

/** The same for the same broadcast, so that a part sent before a crash is not laid out differently. */
export function announcementOf(
  { id, content, correctionOf }: Pick<Broadcast, 'id' | 'content' | 'correctionOf'>,
  timeZone: string,
): Announcement {
  const { heading, text, link, picture, appointment } = content;
  const lines = appointment && words.appointment(appointment, timeZone);
  return {
    kind: 'announcement',
    heading: correctionOf === undefined ? heading : words.correction(heading),
    text: [text, lines, words.HOW_TO_LEAVE].filter((part) => part).join('\n\n'),
    link,
    picture,
    calendar: appointment && {
      fileName: 'lich-hen.ics',
      bytes: calendarFile(`thong-bao-${id}@hoptac`, {
        title: heading,
        description: text,
        url: link,
        ...appointment,
      }),
    },
  };
}
