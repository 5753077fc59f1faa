/** An appointment as an .ics file, which a phone's calendar takes with one tap. */
import { createEvent } from 'ics';

export interface Appointment {
  title: string;
  description: string;
  place: string;
  /** Milliseconds since 1970. */
  startsAt: number;
  endsAt: number;
  url: string | undefined;
}

/**
 * The file. `uid` names the appointment: a calendar that has it already changes it instead of adding a
 * second one. Throws Error when the library refuses the values.
 */
export function calendarFile(uid: string, appointment: Appointment): Uint8Array {
  const { title, description, place, startsAt, endsAt, url } = appointment;
  const { error, value } = createEvent({
    uid,
    productId: 'hoptac',
    title,
    description,
    ...(place === '' ? {} : { location: place }),
    ...(url === undefined ? {} : { url }),
    start: startsAt,
    startInputType: 'utc',
    startOutputType: 'utc',
    end: endsAt,
    endInputType: 'utc',
    endOutputType: 'utc',
  });
  if (!value) throw new Error('The appointment cannot be written.', { cause: error });
  return new TextEncoder().encode(value);
}
