import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { temperatureExperiment } from '../../lab/experiments/temperature.ts';
import { recordFromJson } from '../../lab/record-json.ts';
import { FORMAT, type RunRecord } from '../../lab/record.ts';
import { madeArm } from '../../lab/testing/made-arm.ts';
import { agreementAt, agreementCurve, finding, inFormAt, rows } from './findings.ts';

/** A record in which every arm of a request gives these two answers to each of 40 tickets. */
function made(answers: Record<'vague' | 'explicit', readonly [string, string]>): RunRecord {
  const experiment = { ...temperatureExperiment({ count: 40 }), samples: 2 };
  return {
    format: FORMAT,
    experiment,
    engine: { engine: 'tinydesk', model: 'made up', modelHash: '', versions: {} },
    arms: experiment.arms.map((arm) => {
      const drawn = answers[arm.id.startsWith('vague') ? 'vague' : 'explicit'];
      return madeArm(experiment, arm, Array.from({ length: 40 }, () => ({
        outcomes: drawn.map((answer) => ({ answer, cut: false })), reference: 'billing', promptTokens: 9, answerTokens: 2,
      })));
    }),
  };
}

test('the title is what the data tell, in either direction, or that they do not', () => {
  expect(finding(made({ vague: ['BIL', 'billing'], explicit: ['billing', 'billing'] }))).toMatch(/^A request that says how to answer agrees with itself 100% .* a vague one 0%$/);
  expect(finding(made({ vague: ['BIL', 'BIL'], explicit: ['billing', 'shipping'] }))).toMatch(/^At temperature 1 the vague request agrees with itself more often/);
  expect(finding(made({ vague: ['BIL', 'BIL'], explicit: ['billing', 'billing'] }))).toMatch(/cannot tell/);
});

test('a code is the right department but not one of the five words', () => {
  const record = made({ vague: ['BIL', 'billing'], explicit: ['billing', 'billing'] });
  expect(inFormAt(record, 'vague', 1)).toBe(0.5);
  expect(rows(record)).toContainEqual(['vague, 1', '0%', expect.any(String) as string, '100%', expect.any(String) as string, '50%']);
});

test('the curve is the table', () => {
  const record = recordFromJson(readFileSync('content/runs/temperature.json', 'utf8'));
  const { series } = agreementCurve(record);
  expect(series.map(({ name, points }) => [name, points.length])).toEqual([['explicit', 5], ['vague', 5]]);
  expect(rows(record)).toHaveLength(10);
  expect(series[0]!.points[0]!.y).toMatchObject(agreementAt(record, 'explicit', 0));
});
