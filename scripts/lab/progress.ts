export interface ProgressLine {
  update(done: number, of: number): void;
  end(): void;
}

/** Back to the beginning of a terminal's line, and nothing left of what stood there: two runs may take turns on it. */
const CLEAR = '\r\u001b[K';

/** How far a run is, on stderr: one line that is rewritten on a terminal, one line an experiment elsewhere. */
export function progressLine(name: string): ProgressLine {
  const from = performance.now();
  const seconds = (): string => `${((performance.now() - from) / 1000).toFixed(1)} s`;
  let total = 0;
  return {
    update: (done, of) => {
      total = of;
      if (process.stderr.isTTY) process.stderr.write(`${CLEAR}${name}: ${done} of ${of}, ${seconds()} `);
    },
    end: () => void process.stderr.write(`${process.stderr.isTTY ? CLEAR : ''}${name}: ${total} requests, ${seconds()}\n`),
  };
}
