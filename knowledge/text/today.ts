/** The day as the calendar in Vietnam shows it: a server elsewhere must not be a day behind. */
export function dayInVietnam(date: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' }).format(date);
}
