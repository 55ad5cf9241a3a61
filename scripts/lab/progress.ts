export interface ProgressLine {
  update(done: number, of: number): void;
  end(): void;
}

/** How far a run is, on stderr: one line that is rewritten on a terminal, one line an experiment elsewhere. */
export function progressLine(name: string): ProgressLine {
  const from = performance.now();
  const seconds = (): string => `${((performance.now() - from) / 1000).toFixed(1)} s`;
  let total = 0;
  return {
    update: (done, of) => {
      total = of;
      if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${done} of ${of}, ${seconds()} `);
    },
    end: () => void process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}${name}: ${total} requests, ${seconds()}\n`),
  };
}
