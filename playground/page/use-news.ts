import { useEffect, useRef, useState } from 'react';
import type { Post } from './api.ts';

/** What came since the channel was opened: words for screen readers, and whether it lies below what is seen. */
export function useNews(posts: readonly Post[], atEnd: boolean): { announcement: string; newsBelow: boolean } {
  const last = posts.at(-1);
  const seen = useRef(last?.id);
  const [announcement, setAnnouncement] = useState('');
  const [newsBelow, setNewsBelow] = useState(false);

  useEffect(() => {
    if (!last || last.id === seen.current) return;
    seen.current = last.id;
    setAnnouncement(`New post from ${last.from.name}: ${last.summary ?? last.text ?? 'a card'}`);
    if (!atEnd) setNewsBelow(true);
  }, [last, atEnd]);

  useEffect(() => {
    if (atEnd) setNewsBelow(false);
  }, [atEnd]);

  return { announcement, newsBelow };
}
