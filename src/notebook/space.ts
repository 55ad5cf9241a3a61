/** Room on the device. */

export interface Space {
  /** Bytes that this site uses and may use, all its storage together: the browser's estimate. */
  readonly used?: number;
  readonly quota?: number;
}

/** Nothing where the browser does not say. */
export async function space(): Promise<Space> {
  try {
    const storage = (globalThis.navigator as Navigator | undefined)?.storage as StorageManager | undefined;
    const { usage, quota } = (await storage?.estimate()) ?? {};
    return { ...(usage !== undefined && { used: usage }), ...(quota !== undefined && { quota }) };
  } catch {
    return {};
  }
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** As "812 MB" or "1.4 GB": powers of a thousand. */
export function bytesInWords(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]!}`;
}
