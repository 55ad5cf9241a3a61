/** Whether two runs gave the same record, and where they part if not. */
import { canonical } from './canonical.ts';
import type { RunRecord } from './record.ts';

/**
 * The first difference between a record and a run made again, as a sentence; nothing when they are equal to the last
 * byte. What was asked and who answered is compared before the answers.
 */
export function firstDifference(recorded: RunRecord, again: RunRecord): string | undefined {
  for (const part of ['format', 'experiment', 'engine'] as const) {
    const path = differingPath(recorded[part], again[part], part);
    if (path) return path;
  }
  const { samples } = recorded.experiment;
  for (const [at, arm] of recorded.arms.entries()) {
    const other = again.arms[at]!;
    const outcome = arm.outcomes.findIndex((place, n) => arm.answers[place] !== other.answers[other.outcomes[n]!]);
    if (outcome >= 0) {
      const where = `arm "${arm.id}", item ${Math.floor(outcome / samples)}${samples > 1 ? `, sample ${outcome % samples}` : ''}`;
      return `In ${where}: the record has ${JSON.stringify(arm.answers[arm.outcomes[outcome]!])}, this run ${JSON.stringify(other.answers[other.outcomes[outcome]!])}.`;
    }
  }
  return differingPath(recorded.arms, again.arms, 'arms');
}

function differingPath(a: unknown, b: unknown, path: string): string | undefined {
  if (canonical(a) === canonical(b)) return undefined;
  if (isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const inside = differingPath(a[key], b[key], `${path}.${key}`);
      if (inside) return inside;
    }
  }
  return `${path} differs: the record has ${shown(a)}, this run ${shown(b)}.`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : canonical(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
