/** The notebook as a page's widgets share it. */
import { closeNotebook, openNotebook, type Notebook } from '../../notebook/notebook.ts';
import { NotebookError } from '../../notebook/notebook-error.ts';

let opening: Promise<Notebook> | undefined;

/** The page's one notebook. Rejects with a NotebookError where nothing that is kept would outlive the page. */
export async function persistentNotebook(): Promise<Notebook> {
  opening ??= openNotebook();
  try {
    const notebook = await opening;
    if (notebook.database.persistent) return notebook;
    closeNotebook(notebook);
    throw new NotebookError('failed', notebook.database.notice!);
  } catch (error) {
    // Another tab may let go of it, so the next time it is opened afresh.
    opening = undefined;
    throw error;
  }
}
