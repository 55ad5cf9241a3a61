/** On what a run was made, in so few words that they tell no two readers apart. */
import { count, either, fields, nothing, text } from '../engines/check.ts';

export interface Device {
  /** What answered: tinydesk or webllm. */
  readonly engine: string;
  /** Processor threads, where the browser says. */
  readonly cores: number | null;
  readonly platform: string;
}

export const device = fields({ engine: text, cores: either(nothing, count), platform: text });

/** Of a run whose record was read from a file that does not say it. */
const FROM_FILE = 'not known, the record came from a file';

export function fromFile(engine: string): Device {
  return { engine, cores: null, platform: FROM_FILE };
}

export function isFromFile({ platform }: Device): boolean {
  return platform === FROM_FILE;
}

const PLATFORMS: readonly (readonly [RegExp, string])[] = [
  [/android/i, 'Android'], [/iphone|ipad|ios/i, 'iOS'], [/cros|chrome ?os/i, 'ChromeOS'], [/win/i, 'Windows'], [/mac|darwin/i, 'macOS'], [/linux|x11/i, 'Linux'],
];

export function thisDevice(engine: string): Device {
  const navigator = globalThis.navigator as (Navigator & { readonly userAgentData?: { readonly platform?: string } }) | undefined;
  const { userAgentData, userAgent = '', platform = '', hardwareConcurrency } = navigator ?? ({} as Partial<Navigator> & { userAgentData?: undefined });
  const said = userAgentData?.platform || `${userAgent} ${platform}`;
  return { engine, cores: hardwareConcurrency ?? null, platform: PLATFORMS.find(([pattern]) => pattern.test(said))?.[1] ?? 'other' };
}
