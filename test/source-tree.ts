/**
 * The project's own source files and what they import, read as text. TypeScript 7 offers no compiler
 * API, and the imports of this project are plain statements that a pattern reads surely.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['bot', 'ingest', 'knowledge', 'prompts', 'test'] as const;

export interface Import {
  /** The importing file, from the project's root. */
  from: string;
  /** A file from the project's root, or a package's name. */
  to: string;
  /** Gone at run time. */
  typeOnly: boolean;
}

/** Every file below the source folders with one of the extensions, from the project's root. */
export function sourceFiles(...extensions: string[]): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .filter((name) => extensions.some((extension) => name.endsWith(extension))),
  ).sort();
}

export function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

const STATEMENT = /^(?:import|export)\s+(type\s)?(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]/g;

/** What the file imports, at its top and later. */
export function importsOf(file: string): Import[] {
  const text = read(file);
  const statements = [...text.matchAll(STATEMENT)].map((match) => ({
    from: file,
    to: target(file, match[2]!),
    typeOnly: match[1] !== undefined,
  }));
  const later = [...text.matchAll(DYNAMIC)].map((match) => ({
    from: file,
    to: target(file, match[1]!),
    typeOnly: false,
  }));
  return [...statements, ...later];
}

function target(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier);
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}

export const folderOf = (file: string) => dirname(file);
export const topFolderOf = (file: string) => file.split('/')[0]!;
export const isOwnFile = (name: string) => existsSync(join(ROOT, name)) && name.includes('/');
