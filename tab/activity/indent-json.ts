/**
 * `text` with line breaks and indents, if it is JSON; else undefined. Only the white space between values changes:
 * long numbers, escapes and names that come twice stay as they were received.
 */
export function indentJson(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  let indented = '';
  let depth = 0;
  const newLine = () => {
    indented += `\n${'  '.repeat(depth)}`;
  };
  tokens.forEach((token, index) => {
    if (token === '{' || token === '[') {
      indented += token;
      depth += 1;
      if (!closes(tokens[index + 1])) newLine();
    } else if (closes(token)) {
      depth -= 1;
      if (!opens(tokens[index - 1])) newLine();
      indented += token;
    } else if (token === ',') {
      indented += token;
      newLine();
    } else indented += token === ':' ? ': ' : token;
  });
  return indented;
}

const opens = (token: string | undefined) => token === '{' || token === '[';
const closes = (token: string | undefined) => token === '}' || token === ']';
