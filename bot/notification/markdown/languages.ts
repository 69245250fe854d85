/** What a fence says of its code that nobody needs to read; anything else beside a fence is text. */
export const LANGUAGES = new Set(
  (
    'asm bash bat batch c c# c++ cfg clojure cmake cmd conf console cpp cs csharp css csv dart diff docker dockerfile ' +
    'dotenv elixir elm env erlang fish fsharp go golang gradle graphql groovy h haskell hcl html http ini java ' +
    'javascript js json json5 jsonc jsx julia kotlin kt latex less log lua make makefile markdown md mermaid mjs nginx ' +
    'nix none objc objective-c ocaml patch perl php plain plaintext powershell properties proto ps1 pwsh py python r rb ' +
    'ruby rs rust sass scala scss sh shell shell-session sql suggestion svelte svg swift tex text terminal terraform tf ' +
    'toml ts tsx txt typescript vb vim vue xml yaml yml zig zsh'
  ).split(' '),
);
