/**
 * Reads the directory of a ZIP file and unpacks single entries under a limit, so that a DOCX is
 * known to be whole and harmless before a library that has no limits opens it.
 */
import { inflateRawSync } from 'node:zlib';
import { RefusedSourceError } from '../refusal.ts';

export interface ZipEntry {
  name: string;
  method: number;
  compressedBytes: number;
  unpackedBytes: number;
  headerOffset: number;
  isEncrypted: boolean;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const STORED = 0;
const DEFLATED = 8;

/** The directory. Throws RefusedSourceError CORRUPT when the file is cut off or its directory is broken, TOO_COMPLEX past `entriesMax`. */
export function readZipEntries(bytes: Uint8Array, entriesMax: number): ZipEntry[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(buffer);
  const count = buffer.readUInt16LE(end + 10);
  let at = buffer.readUInt32LE(end + 16);
  if (count > entriesMax) throw new RefusedSourceError('TOO_COMPLEX', `${count}`);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== ENTRY_SIGNATURE) throw corrupt();
    const nameBytes = buffer.readUInt16LE(at + 28);
    entries.push({
      name: buffer.toString('utf8', at + 46, at + 46 + nameBytes),
      isEncrypted: (buffer.readUInt16LE(at + 8) & 1) === 1,
      method: buffer.readUInt16LE(at + 10),
      compressedBytes: buffer.readUInt32LE(at + 20),
      unpackedBytes: buffer.readUInt32LE(at + 24),
      headerOffset: buffer.readUInt32LE(at + 42),
    });
    at += 46 + nameBytes + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(buffer: Buffer): number {
  const lowest = Math.max(0, buffer.length - END_BYTES - COMMENT_BYTES_MAX);
  for (let at = buffer.length - END_BYTES; at >= lowest; at -= 1) {
    if (buffer.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  throw corrupt();
}

function corrupt(cause?: unknown): RefusedSourceError {
  return new RefusedSourceError('CORRUPT', '', { cause });
}

/** One entry's bytes. What the directory says of its size is not believed: unpacking stops at `bytesMax`. */
export function unpackEntry(bytes: Uint8Array, entry: ZipEntry, bytesMax: number): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = entry.headerOffset;
  if (header + 30 > buffer.length || buffer.readUInt32LE(header) !== LOCAL_SIGNATURE) {
    throw corrupt();
  }
  const start = header + 30 + buffer.readUInt16LE(header + 26) + buffer.readUInt16LE(header + 28);
  const packed = buffer.subarray(start, start + entry.compressedBytes);
  if (packed.length < entry.compressedBytes) throw corrupt();
  if (entry.method === STORED && packed.length <= bytesMax) return packed;
  if (entry.method !== DEFLATED) throw corrupt();
  try {
    return inflateRawSync(packed, { maxOutputLength: bytesMax });
  } catch (cause) {
    const isTooBig = cause instanceof RangeError;
    throw isTooBig ? new RefusedSourceError('TOO_COMPLEX', entry.name, { cause }) : corrupt(cause);
  }
}
