/** "28 Nov 2026, 05:38", in the reader's own time. */
export function moment(when: string): string {
  return new Date(when).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
