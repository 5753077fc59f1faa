/**
 * Why a source did not go in. Every expected failure of fetching and loading is one of these, so
 * that one bad source is reported with its reason and never stops the others.
 */

export type RefusalCode =
  | 'NOT_FOUND'
  | 'NO_DOCUMENTS'
  | 'UNREADABLE'
  | 'EMPTY'
  | 'TOO_LARGE'
  | 'TOO_MANY_FILES'
  | 'BINARY'
  | 'UNSUPPORTED'
  | 'LEGACY_OFFICE'
  | 'ENCRYPTED'
  | 'NEEDS_OCR'
  | 'CORRUPT'
  | 'TOO_COMPLEX'
  | 'NO_TEXT'
  | 'BAD_URL'
  | 'PRIVATE_ADDRESS'
  | 'TOO_MANY_REDIRECTS'
  | 'TIMEOUT'
  | 'HTTP_STATUS'
  | 'NETWORK'
  | 'MASS_REMOVAL'
  | 'FAILED';

/** A source that was refused. `detail` is what the sentence about it needs: a size, a status, a name. */
export class RefusedSourceError extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly detail: string = '',
    options?: ErrorOptions,
  ) {
    super(detail === '' ? code : `${code}: ${detail}`, options);
  }
}
