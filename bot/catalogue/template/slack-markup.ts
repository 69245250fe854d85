/** Slack's mrkdwn as Markdown: `<url|text>`, `*bold*`, `~strike~`, `<@U1|name>`, `&amp;` (Slack, "Formatting text"). */
export function slackToMarkdown(text: string): string {
  return text
    .slice(0, 100_000)
    .replace(/<(https?:[^|>\s]{1,2000})\|([^>]{1,500})>/g, '[$2]($1)')
    .replace(/<(https?:[^|>\s]{1,2000})>/g, '$1')
    .replace(/<[@#!][^|>]{1,100}\|([^>]{1,200})>/g, '$1')
    .replace(/<[@#!]([^>]{1,200})>/g, '$1')
    .replace(/(^|[\s(])\*([^\s*](?:[^*\n]{0,500}[^\s*])?)\*(?=$|[\s).,:;!?])/gm, '$1**$2**')
    .replace(/(^|[\s(])~([^\s~](?:[^~\n]{0,500}[^\s~])?)~(?=$|[\s).,:;!?])/gm, '$1~~$2~~');
}
