import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

const NEAR = 48;

/**
 * Keeps a scrolled list at its end while the reader is there, whatever grows in it (posts, images, opened cards), and
 * keeps what the reader sees in place when earlier posts are put before it.
 * @param firstId the id of the list's first item
 */
export function useStayAtEnd(firstId: string | undefined): {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  atEnd: boolean;
  goToEnd: () => void;
} {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const staying = useRef(true);
  const height = useRef(0);
  const shownFirst = useRef(firstId);
  const [atEnd, setAtEnd] = useState(true);

  const goToEnd = useCallback(() => {
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && shownFirst.current !== firstId && !staying.current) {
      element.scrollTop += element.scrollHeight - height.current;
    }
    shownFirst.current = firstId;
  }, [firstId]);

  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return;
    const onScroll = () => {
      staying.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
      height.current = element.scrollHeight;
      setAtEnd(staying.current);
    };
    const observer = new ResizeObserver(() => {
      height.current = element.scrollHeight;
      if (staying.current) goToEnd();
    });
    observer.observe(inner);
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [goToEnd]);

  return { scroller, content, atEnd, goToEnd };
}
