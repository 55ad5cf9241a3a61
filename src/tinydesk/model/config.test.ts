import { expect, test } from 'vitest';
import { TINY } from '../testing/tiny-model.ts';
import { parseConfig } from './config.ts';

const raw = { architectures: ['LlamaForCausalLM'], model_type: 'llama', ...TINY };

test.each<[string, object]>([
  ['as published', {}],
  ['that says in so many words what is the default', { sliding_window: null, rope_scaling: null, partial_rotary_factor: 1, rope_parameters: { rope_type: 'default', rope_theta: 5, partial_rotary_factor: 1 } }],
  ['without rotary parameters', { rope_parameters: null }],
])('a config %s is read', (_, extra) => {
  expect(parseConfig({ ...raw, ...extra })).toEqual(TINY);
});

test.each<[object, string]>([
  [{ sliding_window: 4 }, 'sliding_window is 4'],
  [{ partial_rotary_factor: 0.5 }, 'partial_rotary_factor is 0.5'],
  [{ rope_parameters: { rope_type: 'default', partial_rotary_factor: 0.5 } }, 'partial_rotary_factor is 0.5'],
  [{ rope_parameters: 'yarn' }, 'rope_parameters is "yarn" where an object belongs'],
  [{ rope_parameters: [] }, 'rope_parameters is [] where an object belongs'],
  [{ rope_parameters: { rope_type: 'yarn' } }, 'rope_scaling'],
  [{ rms_norm_eps: 1e-300 }, 'rms_norm_eps is 1e-300'],
  [{ rms_norm_eps: 1e300 }, 'which no float32 can hold'],
])('a config with %j is refused by naming the field', (extra, reason) => {
  expect(() => parseConfig({ ...raw, ...extra })).toThrow(reason);
});
