/** The commands that show a short list of facts. */
export const LISTINGS = ['sukien', 'thanhvien', 'chinhsach'] as const;

export type ListingName = (typeof LISTINGS)[number];
