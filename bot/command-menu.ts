/** The commands a person is offered: those of the menu that the permission table allows in private. */
import { isAllowed, isForStaff, PERMISSIONS, type Role } from './permissions.ts';
import { COMMAND_MENU, type MenuLine } from './replies/commands.ts';

/** In the order of the menu. */
export function menuFor(role: Role): readonly MenuLine[] {
  return COMMAND_MENU.filter(({ command }) =>
    isAllowed(PERMISSIONS, `/${command}`, role, 'private'),
  );
}

/** The part of it that members do not see. */
export function staffMenuFor(role: Role): readonly MenuLine[] {
  return menuFor(role).filter(({ command }) => isForStaff(PERMISSIONS, `/${command}`));
}
