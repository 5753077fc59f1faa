/**
 * Who may do what, and where: the one table. It is asked where an action is carried out, never where
 * a button is drawn; what does not stand here nobody may do.
 */

/** In rising order: an owner may do whatever staff may, staff whatever a member may. */
const ROLES = ['member', 'staff', 'owner'] as const;

export type Role = (typeof ROLES)[number];

/** The least role that may. */
interface Rule {
  private: Role | 'nobody';
  group: Role | 'nobody';
}

export type Permissions = Readonly<Record<string, Rule>>;

const EVERYBODY: Rule = { private: 'member', group: 'member' };
const EVERYBODY_ALONE: Rule = { private: 'member', group: 'nobody' };
const MEMBER_OR_GROUPS_STAFF: Rule = { private: 'member', group: 'staff' };
const STAFF_ALONE: Rule = { private: 'staff', group: 'nobody' };
const OWNER: Rule = { private: 'owner', group: 'nobody' };

/** Commands begin with a slash; the others are actions behind buttons, and texts that are waited for. */
export const PERMISSIONS: Permissions = {
  '/start': EVERYBODY,
  '/help': EVERYBODY,
  '/trogiup': EVERYBODY,
  '/hoi': EVERYBODY,
  '/sukien': EVERYBODY,
  '/thanhvien': EVERYBODY,
  '/chinhsach': EVERYBODY,
  '/nguon': EVERYBODY,
  '/quen': EVERYBODY,
  'answer.source': EVERYBODY,
  'answer.rate': EVERYBODY,
  'answer.related': EVERYBODY,

  // A group is not signed up or off by just anybody in it.
  '/dangky': MEMBER_OR_GROUPS_STAFF,
  '/huydangky': MEMBER_OR_GROUPS_STAFF,
  'dangky.consent': MEMBER_OR_GROUPS_STAFF,
  'dangky.show': MEMBER_OR_GROUPS_STAFF,
  'dangky.leave': MEMBER_OR_GROUPS_STAFF,
  'dangky.ask-place': MEMBER_OR_GROUPS_STAFF,
  'dangky.add-place': MEMBER_OR_GROUPS_STAFF,
  'dangky.places': MEMBER_OR_GROUPS_STAFF,
  'dangky.drop-place': MEMBER_OR_GROUPS_STAFF,
  'dangky.everywhere': MEMBER_OR_GROUPS_STAFF,
  'dangky.topics': MEMBER_OR_GROUPS_STAFF,
  'dangky.topic': MEMBER_OR_GROUPS_STAFF,
  'dangky.place': MEMBER_OR_GROUPS_STAFF,

  '/tracuu': STAFF_ALONE,
  'tracuu.question': STAFF_ALONE,
  'tracuu.beside': STAFF_ALONE,
  'tracuu.anew': STAFF_ALONE,
  'tracuu.list': STAFF_ALONE,
  'tracuu.open': STAFF_ALONE,
  'tracuu.quotes': STAFF_ALONE,
  'tracuu.file': STAFF_ALONE,
  'tracuu.figure': STAFF_ALONE,
  'tracuu.figure-quotes': STAFF_ALONE,
  'tracuu.figure-file': STAFF_ALONE,

  '/nhac': MEMBER_OR_GROUPS_STAFF,
  'nhac.toggle': MEMBER_OR_GROUPS_STAFF,

  '/thamgia': EVERYBODY_ALONE,
  '/moi': OWNER,
  '/vaitro': OWNER,
  'vaitro.page': OWNER,
  'vaitro.person': OWNER,
  'vaitro.revoke': OWNER,
  'vaitro.cancel-invites': OWNER,

  '/thongbao': STAFF_ALONE,
  'thongbao.overview': STAFF_ALONE,
  'thongbao.compose': STAFF_ALONE,
  'thongbao.open': STAFF_ALONE,
  'thongbao.rewrite': STAFF_ALONE,
  'thongbao.field': STAFF_ALONE,
  'thongbao.clear': STAFF_ALONE,
  'thongbao.topics': STAFF_ALONE,
  'thongbao.topic': STAFF_ALONE,
  'thongbao.discard': STAFF_ALONE,
  'thongbao.preview': STAFF_ALONE,
  'thongbao.trial': STAFF_ALONE,
  'thongbao.confirm': STAFF_ALONE,
  'thongbao.send': STAFF_ALONE,
  'thongbao.pause': STAFF_ALONE,
  'thongbao.resume': STAFF_ALONE,
  'thongbao.stop': STAFF_ALONE,
  'thongbao.again': STAFF_ALONE,
  'thongbao.correct': STAFF_ALONE,
  'thongbao.report': STAFF_ALONE,
  'thongbao.text': STAFF_ALONE,
  'thongbao.field-text': STAFF_ALONE,
};

/** Where somebody is. */
export type Place = 'private' | 'group';

/** `what`: a row of the table. */
export function isAllowed(table: Permissions, what: string, role: Role, place: Place): boolean {
  const least = Object.hasOwn(table, what) ? table[what]?.[place] : undefined;
  if (least === undefined || least === 'nobody') return false;
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** True for what members must not even know of. */
export function isForStaff(table: Permissions, what: string): boolean {
  return !isAllowed(table, what, 'member', 'private') && !isAllowed(table, what, 'member', 'group');
}
