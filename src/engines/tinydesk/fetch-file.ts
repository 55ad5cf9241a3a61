import { EngineError } from '../chat.ts';

/**
 * The bytes at an address. Asks the server whether a kept copy is still good, so that the files of a model never come
 * from two editions of it. Rejects with code `model-missing` where there is none.
 */
export async function fetchFile(address: string): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    response = await fetch(address, { cache: 'no-cache' });
    // A host that answers unknown addresses with a page of its own.
    const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
    if (response.ok && !isPage) return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new EngineError('model-missing', `${address} could not be fetched (${error instanceof Error ? error.message : String(error)}). Check the connection and try again.`);
  }
  throw new EngineError('model-missing', `There is no file at ${address} (HTTP ${response.status}). The site may have been published without its model.`);
}
