/** What a live run needs beyond the page: the world, the lab and the charts, fetched when the reader presses Run. */
import recorded from '../../../content/runs/temperature.json?raw';
import { renderChart } from '../../book/chart.ts';
import { curve } from '../../charts/curve.ts';
import { recordFromJson } from '../../lab/record-json.ts';
import type { RunRecord } from '../../lab/record.ts';
import { equality, equalitySentence } from '../shared/equality.ts';
import { agreementCurve, description, finding, rows } from './findings.ts';

export { temperatureExperiment } from '../../lab/experiments/temperature.ts';
export { run } from '../../lab/runner.ts';

/** The figure of a record, as Chart.astro draws it: at a page's width and at a phone's. */
export function drawn(record: RunRecord): { title: string; page: Element; phone: Element; rows: string[][] } {
  const spec = agreementCurve(record);
  const label = description(record);
  return { title: finding(record), page: renderChart(curve(spec, 840), label), phone: renderChart(curve(spec, 330), label), rows: rows(record) };
}

/** Whether a run made again is equal to the committed one, as a sentence; nothing where it asked about other tickets. */
export function comparison(record: RunRecord): string | undefined {
  const same = equality(recordFromJson(recorded), record);
  return same && equalitySentence(same, 'ticket');
}
