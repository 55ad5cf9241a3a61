/** What a live run needs beyond the page: the world, the lab and the charts, fetched when the reader presses Run. */
import recorded from '../../../content/runs/temperature.json?raw';
import { renderChart } from '../../book/chart.ts';
import { curve } from '../../charts/curve.ts';
import { macrotask } from '../../engines/macrotask.ts';
import { TEMPERATURES } from '../../lab/experiments/temperature.ts';
import { recordFromJson } from '../../lab/record-json.ts';
import type { RunRecord } from '../../lab/record.ts';
import { equality, equalitySentence } from '../shared/equality.ts';
import { agreementAt, agreementCurve, description, finding, REQUESTS, rightAt, rows } from './findings.ts';

export { temperatureExperiment } from '../../lab/experiments/temperature.ts';

export interface Drawn {
  readonly title: string;
  readonly page: Element;
  readonly phone: Element;
  readonly rows: string[][];
}

/** The figure of a record, as Chart.astro draws it: at a page's width and at a phone's. Lets the page breathe between steps. */
export async function drawn(record: RunRecord): Promise<Drawn> {
  for (const [request] of REQUESTS) {
    for (const temperature of TEMPERATURES) {
      agreementAt(record, request, temperature);
      await macrotask();
      rightAt(record, request, temperature);
      await macrotask();
    }
  }
  const spec = agreementCurve(record);
  const label = description(record);
  const page = renderChart(curve(spec, 840), label);
  await macrotask();
  const phone = renderChart(curve(spec, 330), label);
  await macrotask();
  return { title: finding(record), page, phone, rows: rows(record) };
}

/** Whether a run made again is equal to the committed one, as a sentence; nothing where it asked about other tickets. */
export function comparison(record: RunRecord): string | undefined {
  const same = equality(recordFromJson(recorded), record);
  return same && equalitySentence(same, 'ticket');
}
