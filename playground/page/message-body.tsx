import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { renderMarkdown, renderPlain } from '../../tab/card/markdown.ts';
import { AdaptiveCard } from './adaptive-card.tsx';
import type { Message } from './api.ts';

const useStyles = makeStyles({
  parts: { display: 'grid', rowGap: tokens.spacingVerticalS, minWidth: 0 },
  carousel: { display: 'flex', columnGap: tokens.spacingHorizontalM, overflowX: 'auto', paddingBottom: '4px' },
  text: { overflowWrap: 'anywhere', lineHeight: tokens.lineHeightBase300, fontSize: tokens.fontSizeBase300 },
  note: { color: tokens.colorNeutralForeground3 },
});

const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive';

/** A message's text and its cards, one below the other or side by side. */
export function MessageBody({ message }: { message: Message }) {
  const styles = useStyles();
  const { id, channelId, text, attachments, attachmentLayout } = message;
  const cards = attachments.map((attachment, index) =>
    attachment.contentType === ADAPTIVE_CARD ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: an attachment has no name but its place
      <AdaptiveCard key={index} card={attachment.content} channelId={channelId} activityId={id} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <Text key={index} className={styles.note}>
        An attachment of the type {attachment.contentType}, which the playground does not draw.
      </Text>
    ),
  );
  return (
    <div className={styles.parts}>
      {text !== undefined && text !== '' && <MessageText message={message} text={text} />}
      {attachmentLayout === 'carousel' && cards.length > 1 ? <div className={styles.carousel}>{cards}</div> : cards}
    </div>
  );
}

/** Text is Markdown unless the message says otherwise. */
function MessageText({ message, text }: { message: Message; text: string }) {
  const styles = useStyles();
  // biome-ignore lint/security/noDangerouslySetInnerHtml: both renderers escape everything that they did not make
  return <div className={`message-text ${styles.text}`} dangerouslySetInnerHTML={{ __html: html(message, text) }} />;
}

function html({ textFormat, from }: Message, text: string): string {
  if (textFormat === 'plain') return renderPlain(text);
  if (textFormat === 'xml') return renderPlain(textOfXml(text));
  // Where a person starts a new line, there is one; in a bot's Markdown it takes more.
  return renderMarkdown(from.kind === 'user' ? text.replaceAll('\n', '  \n') : text);
}

/** The text of a message in HTML, without its markup. */
function textOfXml(xml: string): string {
  const broken = xml.replace(/<br\s*\/?>|<\/p>|<\/div>/gi, '$&\n');
  return new DOMParser().parseFromString(broken, 'text/html').body.textContent.trim();
}
