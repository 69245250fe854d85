import { Avatar } from '@fluentui/react-components';
import { PlugConnected20Filled } from '@fluentui/react-icons/svg/plug-connected';
import type { Message } from './api.ts';

/** People are round, bots square with their icon. Decoration: the name stands beside it. */
export function AuthorAvatar({ author, size }: { author: Message['from']; size: 24 | 32 }) {
  if (author.kind === 'bot') {
    return <Avatar size={size} shape="square" color="brand" icon={<PlugConnected20Filled />} aria-hidden />;
  }
  return <Avatar size={size} name={author.name} color="colorful" aria-hidden />;
}
