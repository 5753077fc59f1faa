/**
 * Who somebody is to the bot. Owners stand in the configuration, staff in bot.db, everybody else is a
 * member. Invariant: a person is known by channel and id, never by a name.
 */
import type { Role } from './permissions.ts';
import type { Person } from './person.ts';
import type { Staff } from './store/staff.ts';

export interface Roles {
  of(person: Person): Role;
  owners: readonly Person[];
  /** Owners and staff of one channel, the owners first; each once. */
  peopleIn(channel: string): readonly Person[];
}

export function createRoles(owners: readonly Person[], staff: Pick<Staff, 'has' | 'all'>): Roles {
  const isOwner = (person: Person) => owners.some((owner) => isSame(owner, person));
  return {
    owners,
    of: (person) => (isOwner(person) ? 'owner' : staff.has(person) ? 'staff' : 'member'),
    peopleIn: (channel) =>
      [...owners, ...staff.all().filter((person) => !isOwner(person))].filter(
        (person) => person.channel === channel,
      ),
  };
}

function isSame(a: Person, b: Person): boolean {
  return a.channel === b.channel && a.personId === b.personId;
}
