/** A grader that came with a link and runs code: shown in full, and used only once the reader says so. */
import type { SandboxedGrader } from '../../../lab/grader.ts';
import { button, element } from './elements.ts';

/** `decide` hears whether it is to be used. */
export function offeredGrader(document: Document, grader: SandboxedGrader, decide: (use: boolean) => void): HTMLElement {
  const what = grader.kind === 'pattern' ? 'a regular expression' : 'an expression over answer and reference';
  const made = element(document, 'div', 'offered', { role: 'group', 'aria-label': 'A grader from the link' });
  const acts = element(document, 'p');
  acts.append(button(document, 'Use this grader', 'button quiet', () => decide(true)), ' ', button(document, 'Keep the recorded one', 'link', () => decide(false)));
  made.append(
    element(document, 'p', '', {}, `This link brings code that grades answers, ${what}. It has not been run. Until you use it, answers are graded as recorded; then it runs in a sandbox without page, network or storage, 100 ms an answer at most.`),
    element(document, 'pre', '', { tabindex: '0' }, sourceOf(grader)),
    acts,
  );
  return made;
}

/** All of it, with what could hide some of it, such as marks that turn the direction of a text, written out. */
export function sourceOf(grader: SandboxedGrader): string {
  const source = grader.kind === 'pattern' ? `/${grader.pattern}/${grader.flags}` : grader.source;
  return source.replace(/[^\P{C}\n\t]|[\u2028\u2029]/gu, (mark) => `\\u{${mark.codePointAt(0)!.toString(16)}}`);
}
