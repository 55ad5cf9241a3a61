/**
 * Works through the tasks in their order, some at a time; resolves with the results in the order of the tasks. Rejects
 * with the first error, and begins no task after it.
 */
export async function sideBySide<Task, Result>(tasks: readonly Task[], atOnce: number, work: (task: Task) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = tasks.entries();
  let failed = false;
  const hand = async (): Promise<void> => {
    for (const [index, task] of waiting) {
      if (failed) return;
      try {
        results[index] = await work(task);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
  return results;
}
