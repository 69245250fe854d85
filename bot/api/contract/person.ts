/** `name` is null for somebody whom the directory does not know any more. */
export interface Person {
  id: string;
  name: string | null;
}
