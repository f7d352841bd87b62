/** Which files are transformed, as far as they have said so: for messages about those that are not. */
const files: Set<string> = new Set();

/** Called at the start of a transformed file; bundlers may drop the call. */
export function registered(file: string): void {
  files.add(file);
}

/** True where a file has said that it is transformed. */
export function isTransformed(path: string): boolean {
  for (const file of files) if (path.endsWith(file)) return true;
  return false;
}
