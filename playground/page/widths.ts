/** Below this the channel list is behind a button, as in Teams on a phone. */
export const PHONE = '@media (max-width: 640px)';

/** As wide as this, the panel stands beside the posts; below, it lies over them. */
export const ROOM_FOR_PANEL = '(min-width: 1100px)';
