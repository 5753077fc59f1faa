/**
 * Who is staff: owners invite with /moi, the invited join with /thamgia, and /vaitro shows everybody
 * and revokes. Owners themselves stand in the configuration and cannot be changed here.
 */
import { z } from 'zod';
import { WEB } from '../channels/web/options.ts';
import { localTime } from '../local-time.ts';
import { nameOf, type Person, personOf } from '../person.ts';
import { day } from '../replies/dates.ts';
import * as words from '../replies/roles.ts';
import type { Roles } from '../roles.ts';
import { type Feature, onAction } from '../screens/feature.ts';
import { actionKind, actionOf, type Option, type Screen, type Visit } from '../screens/screen.ts';
import type { BotStore } from '../store/bot-store.ts';
import { INVITE_HOURS, LABEL_CHARACTERS_MAX, type StaffMember } from '../store/staff.ts';

export interface RolesDeps {
  store: Pick<BotStore, 'staff'>;
  roles: Roles;
  /** Called when what somebody may do has changed. */
  onChanged: (person: Person) => void;
  timeZone: string;
}

const person = z.object({ channel: z.string(), personId: z.string() });
const PAGE = actionKind('vaitro.page', z.object({ from: z.int().min(0) }));
const PERSON = actionKind('vaitro.person', person);
const REVOKE = actionKind('vaitro.revoke', person);
const CANCEL_INVITES = actionKind('vaitro.cancel-invites', z.object({}));

/** What fits a phone, with room for the other buttons. */
const PEOPLE_PER_PAGE = 8;

export function rolesFeature(deps: RolesDeps): Feature {
  return {
    commands: {
      moi: (visit, argument) => invite(deps, visit, argument),
      thamgia: (visit, code) => join(deps, visit, code),
      vaitro: () => list(deps, 0),
    },
    actions: [
      onAction(PAGE, (_, { from }) => list(deps, from)),
      onAction(PERSON, (_, who) => askRevoke(deps, who), nameOf),
      onAction(REVOKE, (_, who) => revoke(deps, who), nameOf),
      onAction(CANCEL_INVITES, () => ({
        text: words.invitesCancelled(deps.store.staff.cancelInvites()),
      })),
    ],
  };
}

function invite({ store, roles, onChanged }: RolesDeps, visit: Visit, argument: string): Screen {
  const by = nameOf(visit);
  if (!argument.includes(':')) {
    if ([...argument].length > LABEL_CHARACTERS_MAX) {
      return { text: words.labelTooLong(LABEL_CHARACTERS_MAX) };
    }
    const code = store.staff.invite(argument, by);
    if (code === undefined) return { text: words.tooManyInvites };
    // Passing: the code stands nowhere but in the owner's chat.
    return { isPassing: true, text: words.invitation(code, argument, INVITE_HOURS) };
  }
  const who = personOf(argument);
  if (!who) return { text: words.notAPerson };
  if (roles.of(who) !== 'member') return { text: words.alreadyStaff(nameOf(who)) };
  if (!store.staff.add(who, '', by)) return { text: words.tooManyStaff };
  onChanged(who);
  return { text: words.named(nameOf(who)) };
}

function join({ store, roles, onChanged }: RolesDeps, visit: Visit, code: string): Screen {
  if (code === '') return { text: words.codeMissing };
  if (visit.channel === WEB) return { text: words.joinElsewhere }; // a browser is nobody
  // An owner has no use for a code: it stays for whom it was made.
  if (roles.of(visit) !== 'member') return { text: words.youAreStaff };
  if (store.staff.redeem(code, visit) === 'no code') return { text: words.codeNotValid };
  onChanged(visit);
  return { text: words.joined };
}

function list(deps: RolesDeps, from: number): Screen {
  const { store, roles } = deps;
  const staff = store.staff.all();
  const page = staff.slice(from, from + PEOPLE_PER_PAGE);
  const openInvites = store.staff.openInvites();
  const options: Option[] = page.map((each) => ({
    label: each.label || nameOf(each),
    action: actionOf(PERSON, { channel: each.channel, personId: each.personId }),
  }));
  const next = from + PEOPLE_PER_PAGE;
  if (next < staff.length) {
    options.push({ label: words.NEXT_PAGE, action: actionOf(PAGE, { from: next }) });
  } else if (from > 0) {
    options.push({ label: words.FIRST_PAGE, action: actionOf(PAGE, { from: 0 }) });
  }
  if (openInvites > 0) {
    options.push({ label: words.CANCEL_INVITES, action: actionOf(CANCEL_INVITES, {}) });
  }
  const owners = roles.owners.map((owner) =>
    words.personLine({ who: nameOf(owner), label: '', role: 'owner', since: undefined }),
  );
  const lines = page.map((each) => lineOf(each, deps));
  return {
    text: words.roleList({ owners, staff: lines, staffTotal: staff.length, openInvites }),
    options,
  };
}

function askRevoke(deps: RolesDeps, who: Person): Screen {
  const member = deps.store.staff.get(who);
  if (!member) return { text: words.noLongerStaff };
  return {
    text: words.askRevoke(lineOf(member, deps)),
    options: [
      { label: words.REVOKE, action: actionOf(REVOKE, who) },
      { label: words.BACK, action: actionOf(PAGE, { from: 0 }) },
    ],
  };
}

function revoke({ store, onChanged }: RolesDeps, who: Person): Screen {
  if (!store.staff.remove(who)) return { text: words.noLongerStaff };
  onChanged(who);
  return { text: words.revoked(nameOf(who)) };
}

function lineOf(member: StaffMember, { timeZone }: RolesDeps): string {
  const since = day(localTime(member.since, timeZone).day);
  return words.personLine({ who: nameOf(member), label: member.label, role: 'staff', since });
}
