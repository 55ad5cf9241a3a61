import { EngineError } from '../chat.ts';

/**
 * The bytes at an address. Asks the server whether a kept copy is still good, so that the files of a model never come
 * from two editions of it. Rejects with code `model-missing` where the server says that there is none, or answers with
 * a page of its own; with `model-unreachable` where nobody can tell.
 */
export async function fetchFile(address: string): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  let isPage: boolean;
  try {
    response = await fetch(address, { cache: 'no-cache' });
    // A host that answers unknown addresses with a page of its own.
    isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
    if (response.ok && !isPage) return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new EngineError('model-unreachable', `${address} could not be fetched (${error instanceof Error ? error.message : String(error)}). Check the connection and try again.`);
  }
  const { ok, status } = response;
  if (!ok && status !== 404) throw new EngineError('model-unreachable', `${address} could not be fetched: the server answered HTTP ${status}. Try again later.`);
  const found = ok ? `At ${address} is a web page in place of the file` : `There is no file at ${address} (HTTP ${status})`;
  throw new EngineError('model-missing', `${found}. The site may have been published without its model.`);
}
