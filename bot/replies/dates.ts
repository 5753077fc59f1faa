/** Days as a reader writes them. */

/** "2023-08-09" as a reader writes it: "09/08/2023". */
export function day(iso: string): string {
  return iso.split('-').reverse().join('/');
}
