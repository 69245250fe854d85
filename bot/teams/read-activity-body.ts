import type { IncomingMessage } from 'node:http';

/** In bytes. An activity is a few kilobytes; the Bot Framework sends 256 KB at most. */
export const largestActivity = 256 * 1024;
/** As many are read at once: together they take no more than 16 MB. */
const mostAtOnce = 64;
/** In milliseconds. Teams sends an activity in one go. */
const longest = 10_000;

export type ActivityBody = { text: string } | { refused: 'too large' | 'cut off' | 'too slow' };

/**
 * Reads the bodies of activities, `largestActivity` bytes of each at most, within ten seconds. Where too many are under
 * way the oldest is given up: it has had the most time. Never rejects.
 */
export function createActivityBodyReader(): (request: IncomingMessage) => Promise<ActivityBody> {
  const underWay = new Set<() => void>();

  return request =>
    new Promise(resolve => {
      if (request.destroyed) return resolve({ refused: 'cut off' });
      if (Number(request.headers['content-length'] ?? 0) > largestActivity) return resolve({ refused: 'too large' });
      const pieces: Buffer[] = [];
      let size = 0;
      const end = (body: ActivityBody) => {
        clearTimeout(timer);
        underWay.delete(giveUp);
        request.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut);
        resolve(body);
      };
      const giveUp = () => end({ refused: 'too slow' });
      const onData = (piece: Buffer) => {
        size += piece.length;
        if (size > largestActivity) end({ refused: 'too large' });
        else pieces.push(piece);
      };
      const onEnd = () => end({ text: Buffer.concat(pieces).toString('utf8') });
      const onCut = () => end({ refused: 'cut off' });
      const timer = setTimeout(giveUp, longest);
      const [oldest] = underWay;
      if (underWay.size >= mostAtOnce) oldest?.();
      underWay.add(giveUp);
      request.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut);
    });
}
