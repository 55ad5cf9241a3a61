/** A question whose answer is a number. */
export interface NumberQuestion {
  readonly ask: string;
  readonly unit: string;
  readonly answer: number;
  /** How far off is still right. */
  readonly tolerance: number;
  readonly why: string;
}

/** Whether a number that someone typed answers the question. */
export function isRight(typed: number, answer: number, tolerance: number): boolean {
  return Number.isFinite(typed) && Math.abs(typed - answer) <= tolerance;
}
