/** Gives a transaction up, if the database has not done so itself by now. */
export const abort = (transaction: { abort(): void }): void => {
  try {
    transaction.abort()
  } catch {
    // It had ended already.
  }
}
