/** A p-value as the book writes it after "p": "= 0.54", "= 0.025", "< 0.001". */
export function pValue(p: number): string {
  if (p < 0.001) return '< 0.001';
  return `= ${p.toFixed(p < 0.095 ? 3 : 2)}`;
}
