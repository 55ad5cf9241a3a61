/** The choice of a grader with its setting, tried as it is typed on answers that are there already. */
import { sandboxApart, type SandboxApart } from '../../../lab/sandbox/apart.ts';
import type { Grader } from '../../../lab/grader.ts';
import { keyOf } from '../../../lab/grader.ts';
import type { Bench } from '../bench.ts';
import { button, element } from './elements.ts';
import { applies, graderFrom, RECORDED, triedSentence, verdictsOn, wayOf, WAYS, type Way, type WayName } from './grading.ts';
import type { Material } from './material.ts';
import type { Host, Panel } from './panel.ts';

/** Typing rests so long before a grader is tried, in ms. */
const REST = 300;
/** Items whose right answers say which ways of grading apply. */
const LOOKED_AT = 40;

export function gradingSection(document: Document, { question: { grader: recorded } }: Bench, host: Host): Panel {
  const section = element(document, 'section', '', { 'aria-label': 'How answers are graded' });
  const select = element(document, 'select', 'field');
  for (const [name, { label }] of Object.entries(WAYS) as [WayName, Way][]) {
    select.append(element(document, 'option', '', { value: name }, name === RECORDED ? `${label}: ${keyOf(recorded)}` : label));
  }
  const choice = element(document, 'label', '', {}, 'An answer is right by this measure');
  choice.append(select);
  const name = element(document, 'span');
  const area = element(document, 'textarea', 'field', { spellcheck: 'false', autocomplete: 'off', autocapitalize: 'off' });
  const setting = element(document, 'label', 'setting');
  setting.append(name, area);
  const status = element(document, 'p', '', { role: 'status' });
  const alert = element(document, 'p', '', { role: 'alert' });
  const safety = element(document, 'p', '', {}, 'It runs in a sandbox without page, network or storage, 100 ms an answer at most.');
  const example = button(document, 'Use the example', 'link', () => {
    const { setting: asked }: Way = WAYS[way()];
    area.value = asked?.example ?? '';
    changed();
    area.focus();
  });
  section.append(element(document, 'h3', '', {}, 'How answers are graded'), choice, setting, example, safety, status, alert);

  let sandbox: SandboxApart | undefined;
  let typing: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;
  const way = () => select.value as WayName;
  const setWay = (to: WayName, text: string) => {
    select.value = to;
    area.value = text;
    const { setting: asked }: Way = WAYS[to];
    setting.hidden = example.hidden = !asked;
    safety.hidden = to !== 'pattern' && to !== 'expression';
    if (!asked) return;
    name.textContent = asked.label;
    area.rows = asked.long ? 3 : 1;
    area.placeholder = asked.example;
  };
  /** Offers what can grade the items at hand. What is chosen stays. */
  const offer = async (): Promise<void> => {
    const { own } = host.material();
    const references = (own?.slice(0, LOOKED_AT) ?? (await host.answers())).map(({ reference }) => reference);
    for (const option of select.options) option.hidden = option.disabled = !option.selected && !applies(option.value as WayName, references);
  };
  /** Tells the bench, without what it was told before. */
  const tell = (grader: Grader | undefined, fault?: string) => {
    const { own } = host.material();
    host.take({ ...(own && { own }), ...(grader !== undefined && { grader }), ...(fault !== undefined && { fault }) });
  };
  const say = (sentence: string, fault = '') => {
    if (status.textContent !== sentence) status.textContent = sentence;
    if (alert.textContent !== fault) alert.textContent = fault;
  };
  const tryOut = async (grader: Grader): Promise<void> => {
    const mine = (turn += 1);
    try {
      const pairs = await host.answers();
      const verdicts = await verdictsOn(grader, pairs, (sandbox ??= sandboxApart()));
      if (mine === turn) say(triedSentence(verdicts));
    } catch (error) {
      if (mine !== turn) return;
      say('', (error as Error).message);
      tell(undefined, (error as Error).message);
    }
  };
  const changed = (): void => {
    clearTimeout(typing);
    turn += 1;
    const asked = way();
    try {
      const grader = graderFrom(asked, area.value, recorded);
      tell(asked === RECORDED ? undefined : grader);
      typing = setTimeout(() => void tryOut(grader), REST);
    } catch (error) {
      const { message } = error as Error;
      tell(undefined, message);
      // What has not been begun yet is no fault to tell of.
      typing = setTimeout(() => say('', area.value ? message : ''), REST);
    }
  };
  select.addEventListener('change', () => {
    setWay(way(), '');
    say('');
    changed();
  });
  area.addEventListener('input', changed);
  setWay(RECORDED, '');

  return {
    element: section,
    show: ({ grader, fault }: Material) => {
      void offer();
      // What is being typed stays.
      if (fault !== undefined) return;
      const found = wayOf(grader ?? recorded, recorded);
      if (!found) {
        say(`Answers are graded by ${keyOf(grader!)}.`);
        return;
      }
      if (found.way === way() && (found.way === RECORDED || graderMatches(found.way, area.value, grader!))) return;
      clearTimeout(typing);
      turn += 1;
      setWay(found.way, found.setting);
      say('');
    },
  };

  function graderMatches(of: WayName, text: string, grader: Grader): boolean {
    try {
      return keyOf(graderFrom(of, text, recorded)) === keyOf(grader);
    } catch {
      return false;
    }
  }
}
