/**
 * Lists a folder's documents. Symbolic links are followed, each real folder once, so that a loop
 * ends; what could not be listed is reported, since its files must not count as vanished.
 */
import { opendir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { RefusedSourceError } from './refusal.ts';
import { fileError } from './source.ts';

export interface FolderListing {
  /** Real paths of the documents, sorted, each once. */
  files: string[];
  /** Files that are not documents by their extension, which were left alone. */
  ignored: number;
  /** Paths that could not be read, with the reason. */
  unreadable: { path: string; error: RefusedSourceError }[];
}

/** Extensions that are taken from a folder. What is inside is decided by the bytes. */
const EXTENSIONS = new Set([
  '.txt',
  '.md',
  '.markdown',
  '.html',
  '.htm',
  '.xhtml',
  '.pdf',
  '.docx',
]);

/** All entries of a folder tree; an alliance has a few thousand articles. */
export const FOLDER_ENTRIES_MAX = 50_000;
const FOLDER_DEPTH_MAX = 32;

/** The documents below a folder. Throws RefusedSourceError TOO_MANY_FILES past FOLDER_ENTRIES_MAX. */
export async function listFolder(
  folder: string,
  entriesMax: number = FOLDER_ENTRIES_MAX,
): Promise<FolderListing> {
  const listing: FolderListing = { files: [], ignored: 0, unreadable: [] };
  const found = new Set<string>();
  const visited = new Set<string>();
  const queue = [{ path: folder, depth: 0 }];
  let entries = 0;
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { path, depth } = next;
    try {
      const real = await realpath(path);
      if (visited.has(real)) continue;
      visited.add(real);
      for await (const entry of await opendir(real)) {
        entries += 1;
        if (entries > entriesMax) throw new RefusedSourceError('TOO_MANY_FILES', `${entriesMax}`);
        if (entry.name.startsWith('.')) continue;
        const child = await resolveEntry(join(real, entry.name), listing);
        if (child?.kind === 'folder' && depth < FOLDER_DEPTH_MAX) {
          queue.push({ path: child.path, depth: depth + 1 });
        } else if (child?.kind === 'file') {
          if (EXTENSIONS.has(extname(entry.name).toLowerCase())) found.add(child.path);
          else listing.ignored += 1;
        }
      }
    } catch (error) {
      if (error instanceof RefusedSourceError) throw error;
      listing.unreadable.push({ path, error: fileError(error) });
    }
  }
  listing.files = [...found].sort();
  return listing;
}

async function resolveEntry(
  path: string,
  listing: FolderListing,
): Promise<{ kind: 'file' | 'folder'; path: string } | undefined> {
  try {
    const real = await realpath(path);
    const stats = await stat(real);
    if (stats.isDirectory()) return { kind: 'folder', path: real };
    return stats.isFile() ? { kind: 'file', path: real } : undefined;
  } catch (error) {
    // A link that leads nowhere, or a loop of links.
    listing.unreadable.push({ path, error: fileError(error) });
    return undefined;
  }
}
