import { afterEach, expect, test, vi } from 'vitest';
import { thisDevice } from './device.ts';

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['Windows', { userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36', platform: 'Win32' }],
  ['macOS', { userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.0 Safari/605.1.15', platform: 'MacIntel' }],
  ['iOS', { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15', platform: 'iPhone' }],
  ['Android', { userAgent: 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36', platform: 'Linux armv81' }],
  ['ChromeOS', { userAgent: 'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36', platform: 'Linux x86_64' }],
  ['ChromeOS', { userAgentData: { platform: 'Chrome OS' } }],
  ['Linux', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', platform: 'Linux x86_64' }],
  ['other', { userAgent: 'Mozilla/5.0 (PlayStation 5)', platform: '' }],
])('a device is called %s and no more', (platform, navigator) => {
  vi.stubGlobal('navigator', { ...navigator, hardwareConcurrency: 8 });
  expect(thisDevice('tinydesk')).toEqual({ engine: 'tinydesk', cores: 8, platform });
});
