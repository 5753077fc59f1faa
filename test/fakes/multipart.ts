/**
 * A multipart/form-data body as grammY writes it: plain fields, and files under a name of their own to
 * which a field refers ("attach://name"). The platform's own parser insists on quotes grammY omits.
 */

/** The fields; one that refers to a file is that file. */
export function readMultipart(body: Buffer, contentType: string): Record<string, string | File> {
  const boundary = /boundary=([^;]+)/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error('A multipart body without a boundary.');
  const fields: Record<string, string> = {};
  const files: Record<string, File> = {};
  // One character a byte, so that a file's bytes survive the splitting.
  for (const part of body.toString('latin1').split(`--${boundary}`).slice(1, -1)) {
    const end = part.indexOf('\r\n\r\n');
    const head = Buffer.from(part.slice(0, end), 'latin1').toString('utf8');
    const content = Buffer.from(part.slice(end + 4, -2), 'latin1');
    const name = /[\s;]name="?([^";\r\n]+)"?/i.exec(head)?.[1] ?? '';
    const fileName = /filename="?([^";\r\n]+)"?/i.exec(head)?.[1];
    if (fileName === undefined) fields[name] = content.toString('utf8');
    else files[name] = new File([content], fileName);
  }
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      files[value.replace(/^attach:\/\//, '')] ?? value,
    ]),
  );
}
