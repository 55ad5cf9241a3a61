/**
 * What stands in a bench, kept in the tab until it is closed: a reload finds it again where it is too long for the
 * address.
 */

const key = (id: string): string => `bench/${location.pathname}#${id}`;

/** Keeps the bench beside the text that its address carries; nothing clears it. What does not fit is not kept. */
export function keepDraft(id: string, address: string | undefined, bench: unknown): void {
  try {
    if (bench === undefined) sessionStorage.removeItem(key(id));
    else sessionStorage.setItem(key(id), JSON.stringify({ address: address ?? '', bench }));
  } catch {
    // Storage may be full or forbidden; then a reload has what the address carries.
    forget(id);
  }
}

/** The bench that was kept with this address, unchecked; nothing where there is none or the address is another's. */
export function draftOf(id: string, address: string | undefined): unknown {
  try {
    const draft = JSON.parse(sessionStorage.getItem(key(id)) ?? 'null') as { address?: unknown; bench?: unknown } | null;
    return draft?.address === (address ?? '') ? draft.bench : undefined;
  } catch {
    return undefined;
  }
}

function forget(id: string): void {
  try {
    sessionStorage.removeItem(key(id));
  } catch {
    // Nothing was kept.
  }
}
