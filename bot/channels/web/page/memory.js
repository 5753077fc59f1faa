// What this tab remembers, so that a reload or a phone that put the tab to sleep shows the same
// conversation. It ends with the tab. Without storage (private mode) the page works, it only forgets.

const KEY = 'hoptac';
const TURNS_MAX = 40;
const NAME_BYTES = 12;

/** {conversation, turns: [{question, reply, rating}]}: the tab's earlier one, or a new one. */
export function recall() {
  try {
    const memory = JSON.parse(sessionStorage.getItem(KEY));
    if (memory?.conversation && Array.isArray(memory.turns)) return memory;
  } catch {
    // Storage is refused or its content is not ours: start anew.
  }
  return { conversation: newName(), turns: [] };
}

export function remember(memory) {
  memory.turns.splice(0, memory.turns.length - TURNS_MAX);
  try {
    sessionStorage.setItem(KEY, JSON.stringify(memory));
  } catch {
    // Storage is refused or full: the page still shows everything until it is closed.
  }
}

/** A name for one conversation. (randomUUID is missing where the page is served without https.) */
export function newName() {
  const bytes = crypto.getRandomValues(new Uint8Array(NAME_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
